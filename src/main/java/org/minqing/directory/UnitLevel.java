package org.minqing.directory;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a unit is; CITY to GRID are the territory, the others work for a territory (their parent). Territory has the
 * official division codes of 4 (or 6), 6, 9 and 12 digits, a grid its community's 12 and 3 to 6 more.
 */
public enum UnitLevel {
    CITY("市", "[0-9]{4}|[0-9]{4}00", "4 位数字"),
    DISTRICT("区", "[0-9]{6}", "6 位数字"),
    STREET("街道", "[0-9]{9}", "9 位数字"),
    COMMUNITY("社区", "[0-9]{12}", "12 位数字"),
    GRID("网格", "[0-9]{15,18}", "社区的 12 位代码加 3 位以上序号"),
    DEPARTMENT("职能部门", Codes.OF_AREA, Codes.OF_AREA_IN_WORDS),
    GUIDANCE_GROUP("指导组", Codes.OF_AREA, Codes.OF_AREA_IN_WORDS),
    DISPATCH("派单中心", Codes.OF_AREA, Codes.OF_AREA_IN_WORDS);

    private final String label;
    private final Pattern code;
    private final String codeInWords;

    UnitLevel(String label, String code, String codeInWords) {
        this.label = label;
        this.code = Pattern.compile(code);
        this.codeInWords = codeInWords;
    }

    /** The word on screens. */
    public String label() {
        return label;
    }

    boolean allowsCode(String text) {
        return code.matcher(text).matches();
    }

    String codeInWords() {
        return codeInWords;
    }

    /** Whether units of this level work for a territory instead of being one. */
    boolean worksForArea() {
        return compareTo(GRID) > 0;
    }

    /** What the unit above may be. */
    Set<UnitLevel> parents() {
        return switch (this) {
            case CITY -> EnumSet.noneOf(UnitLevel.class);
            case DISTRICT, STREET, COMMUNITY, GRID -> EnumSet.of(values()[ordinal() - 1]);
            case DEPARTMENT, GUIDANCE_GROUP, DISPATCH -> EnumSet.of(CITY, DISTRICT);
        };
    }

    static Optional<UnitLevel> of(String text) {
        return Arrays.stream(values())
                .filter(level -> level.name().equalsIgnoreCase(text))
                .findFirst();
    }

    private static final class Codes {
        static final String OF_AREA = "[0-9]{4,6}-[A-Za-z0-9_-]{1,33}";
        static final String OF_AREA_IN_WORDS = "上级单位的代码加“-”和字母，如 420106-POWER";
    }
}

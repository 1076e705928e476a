package org.minqing.triage;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;

/** How people write the names of units, derived from the official name alone. */
final class PlaceNames {

    /** How much a written name proves. */
    enum Strength {
        /** The official name, or the usual short form of equal weight (X街道办事处 → X街道). */
        OFFICIAL,
        /** A usual short form. */
        USUAL,
        /** Also an everyday word or a road's name: proves something only right behind the unit above it. */
        WEAK
    }

    private static final Pattern COMMUNITY_OFFICE = Pattern.compile("(社区)?(?:居民委员会|居委会|居委)$");
    private static final Pattern VILLAGE_OFFICE = Pattern.compile("村?(?:村民委员会|村委会)$");
    private static final Pattern STREET_OFFICE = Pattern.compile("(?:街道办事处|街道办|街办)$");
    private static final Pattern REMARK = Pattern.compile("\\([^()]*\\)$");
    private static final Pattern PROPER_STREET = Pattern.compile("..+(?:街道|镇|乡|街)|.(?:镇|乡)");
    private static final Pattern GENERIC = Pattern.compile("(?:经济|技术|产业|高新|工业|科技|新技术|农业|食品|物流|临空|保税|现代|服务业|农科所|风景|旅游)*"
            + "(?:开发区|园区|工业园|产业园|科技园|管理处|管委会|风景区|示范区|保护区|集团|农场|林场|片区)");

    private PlaceNames() {}

    /** Full width to half width, no white space: the form in which names and texts are compared. */
    static String normal(String text) {
        return text == null
                ? ""
                : Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}\\p{Cf}]+", "");
    }

    /** Each form of a unit's name with what it proves; normalised. */
    static Map<String, Strength> forms(Unit unit) {
        Map<String, Strength> forms = new LinkedHashMap<>();
        String name = normal(unit.name());
        switch (unit.level()) {
            case STREET -> street(forms, name);
            case COMMUNITY -> community(forms, name);
            case GRID -> put(forms, name, 3, Strength.OFFICIAL);
            case CITY, DISTRICT -> put(forms, name, 2, Strength.OFFICIAL);
            default -> throw new IllegalArgumentException(unit.level() + " is no territory");
        }
        return forms;
    }

    static boolean isTerritory(UnitLevel level) {
        return level.compareTo(UnitLevel.GRID) <= 0;
    }

    private static void street(Map<String, Strength> forms, String official) {
        String name = REMARK.matcher(official).replaceFirst("");
        forms.put(
                name,
                GENERIC.matcher(name).matches()
                                || name.length() < 3
                                        && !PROPER_STREET.matcher(name).matches()
                        ? Strength.WEAK
                        : Strength.OFFICIAL);
        Matcher office = STREET_OFFICE.matcher(name);
        String stem = office.find()
                ? name.substring(0, office.start())
                : name.endsWith("街道") ? name.substring(0, name.length() - 2) : null;
        if (stem == null && name.endsWith("街")) {
            stem = name.substring(0, name.length() - 1);
        }
        if (stem != null && !stem.isEmpty()) {
            put(forms, stem + "街道", 3, Strength.OFFICIAL);
            put(forms, stem + "街办", 4, Strength.USUAL);
            put(forms, stem + "办事处", 5, Strength.USUAL);
            weak(forms, stem + "街");
            weak(forms, stem + "镇"); // what it was called before it became a part of the town
        }
    }

    private static void community(Map<String, Strength> forms, String official) {
        String name = REMARK.matcher(official).replaceFirst("");
        put(forms, name, 3, Strength.OFFICIAL);
        Matcher village = VILLAGE_OFFICE.matcher(name);
        Matcher office = COMMUNITY_OFFICE.matcher(name);
        if (village.find()) {
            String stem = name.substring(0, village.start());
            put(forms, stem + "村", 3, Strength.USUAL);
            put(forms, stem + "村委会", 4, Strength.USUAL);
        } else if (office.find()) {
            String stem = name.substring(0, office.start());
            String settlement = stem.endsWith("社区") ? stem : stem + "社区";
            put(forms, settlement, 4, Strength.USUAL);
            put(forms, stem + "居委会", 5, Strength.USUAL);
        }
    }

    private static void weak(Map<String, Strength> forms, String form) {
        forms.putIfAbsent(form, Strength.WEAK);
    }

    /** @param minimum length from which the form is more than an everyday word */
    private static void put(Map<String, Strength> forms, String form, int minimum, Strength strength) {
        forms.putIfAbsent(form, form.length() < minimum ? Strength.WEAK : strength);
    }
}

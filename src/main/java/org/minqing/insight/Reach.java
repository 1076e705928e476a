package org.minqing.insight;

import java.util.regex.Pattern;
import org.minqing.directory.Unit;
import org.minqing.security.Scope;

/**
 * How far a question of a leader reaches.
 *
 * @param scope what he may see
 * @param unit the unit whose figures are his: his area's, or his own where he answers for no area
 * @param area the part of the territory that he sees whole, or null
 */
record Reach(Scope scope, Unit unit, Unit area) {

    private static final int STREET = 3;
    private static final Pattern DIGITS = Pattern.compile("[0-9/]+");

    /** True for the whole city, where no case lies outside. */
    boolean isEverywhere() {
        return area != null && area.parentCode() == null;
    }

    /**
     * Condition that a row's {@code place_path} lies in a part of the territory. A city needs none; a district and a
     * street are equalities that the lists' indexes begin with; what is smaller is its street and a prefix, both written
     * out where they are plain digits, since PostgreSQL finds a prefix in an index only when it knows it while planning.
     *
     * @param parameter name for the condition's parameter
     */
    static String within(Unit area, String parameter) {
        int depth = depth(area);
        if (depth == 1) {
            return "1 = 1";
        }
        if (depth <= STREET) {
            return "split_part(x.place_path, '/', %d) = :%s".formatted(depth + 1, parameter);
        }
        return DIGITS.matcher(area.path()).matches()
                ? "split_part(x.place_path, '/', %d) = '%s' and x.place_path like '%s%%'"
                        .formatted(STREET + 1, area.path().split("/")[STREET], area.path())
                : "x.place_path like :" + parameter;
    }

    /** The value for that parameter. */
    static String withinValue(Unit area) {
        return depth(area) <= STREET ? area.code() : area.path() + "%";
    }

    /** 1 for the city, 2 for a district, 3 for a street. */
    static int depth(Unit area) {
        return area.path().length() - area.path().replace("/", "").length() - 1;
    }
}

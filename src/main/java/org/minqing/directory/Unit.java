package org.minqing.directory;

/**
 * A unit (单位).
 *
 * @param code official code; departments, guidance groups and desks: {@code <area code>-<function>}
 * @param parentCode null only for the city
 * @param path {@code /<code>/…/} from the root to the unit itself: at or below = prefix
 */
public record Unit(String code, String name, UnitLevel level, String parentCode, String path) {

    /** The code of the dispatch desk of a district or of the city. */
    static String deskOf(String areaCode) {
        return areaCode + "-DISPATCH";
    }

    boolean hasDesk() {
        return level == UnitLevel.CITY || level == UnitLevel.DISTRICT;
    }

    Unit withPath(String newPath) {
        return new Unit(code, name, level, parentCode, newPath);
    }

    public boolean isAtOrBelow(Unit other) {
        return path.startsWith(other.path);
    }
}

package org.minqing.directory;

/**
 * A unit (单位).
 *
 * @param code official code; departments, guidance groups and desks: {@code <area code>-<function>}
 * @param parentCode null only for the city
 * @param path {@code /<code>/…/} from the root to the unit itself: at or below = prefix
 */
public record Unit(String code, String name, UnitLevel level, String parentCode, String path) {

    public boolean isAtOrBelow(Unit other) {
        return path.startsWith(other.path);
    }
}

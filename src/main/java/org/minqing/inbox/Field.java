package org.minqing.inbox;

/**
 * One thing that a person is asked when he finishes a task.
 *
 * @param name variable name in forms and over REST
 * @param label the Chinese word on screens and in refusals
 * @param max longest text in characters, or largest number
 */
public record Field(String name, String label, Type type, boolean required, int max) {

    /** What the field holds. */
    public enum Type {
        /** Words. */
        TEXT,
        /** The code of a unit that exists. */
        UNIT,
        /** Codes of units that exist, separated by commas. */
        UNITS,
        /** A day, {@code uuuu-MM-dd}, later than today. */
        FUTURE_DAY,
        /** A whole number, not negative. */
        COUNT,
        /** Yuan, not negative, at most two decimals. */
        MONEY
    }

    public static Field text(String name, String label, int max) {
        return new Field(name, label, Type.TEXT, true, max);
    }

    public static Field of(String name, String label, Type type) {
        return new Field(name, label, type, true, Integer.MAX_VALUE);
    }

    public Field optional() {
        return new Field(name, label, type, false, max);
    }
}

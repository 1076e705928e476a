package org.minqing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** Times between Java and the two databases: {@code timestamp with time zone} on one side, {@link Instant} on the other. */
public final class Sql {

    private Sql() {}

    public static OffsetDateTime at(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    public static Long nullableLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** The enum constant of a text column, or null. */
    public static <E extends Enum<E>> E nullableEnum(Class<E> type, ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? null : Enum.valueOf(type, value);
    }

    public static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }

    /** PostgreSQL's function of this name, which the migrations teach H2: the n-th part of a path, counted from 1. */
    public static String splitPart(String text, String separator, int part) {
        String[] parts = text == null ? new String[0] : text.split(Pattern.quote(separator), -1);
        return part >= 1 && part <= parts.length ? parts[part - 1] : "";
    }
}

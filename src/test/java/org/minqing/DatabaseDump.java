package org.minqing;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** Looks for words in every row of every table, the engine's included, in texts and in bytes. */
public final class DatabaseDump {

    private DatabaseDump() {}

    /** @return {@code table.column: words} for each place where some of the words stand, in any of the usual codes */
    public static List<String> find(DataSource database, List<String> words) throws SQLException {
        List<byte[]> wanted = new ArrayList<>();
        words.forEach(word -> wanted.addAll(written(word)));
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables(connection)) {
                try (ResultSet rows = statement.executeQuery("select * from \"" + table + '"')) {
                    search(table, rows, wanted, found);
                }
            }
        }
        return found;
    }

    /** Tables of this schema. */
    public static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        DatabaseMetaData metadata = connection.getMetaData();
        try (ResultSet names = metadata.getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
            while (names.next()) {
                if (names.getString("TABLE_TYPE").toUpperCase(Locale.ROOT).endsWith("TABLE")) {
                    tables.add(names.getString("TABLE_NAME"));
                }
            }
        }
        return tables;
    }

    private static void search(String table, ResultSet rows, List<byte[]> wanted, List<String> found)
            throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        while (rows.next()) {
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String type = columns.getColumnTypeName(i).toUpperCase(Locale.ROOT);
                boolean binary = type.contains("BINARY") || type.contains("BYTEA") || type.contains("BLOB");
                byte[] value = binary
                        ? rows.getBytes(i)
                        : rows.getString(i) == null ? null : rows.getString(i).getBytes(StandardCharsets.UTF_8);
                for (byte[] word : wanted) {
                    if (value != null && contains(value, word)) {
                        found.add(table + "." + columns.getColumnName(i) + ": "
                                + new String(word, StandardCharsets.UTF_8));
                    }
                }
            }
        }
    }

    private static List<byte[]> written(String word) {
        byte[] plain = word.getBytes(StandardCharsets.UTF_8);
        return List.of(
                plain,
                word.getBytes(StandardCharsets.UTF_16LE),
                word.getBytes(StandardCharsets.UTF_16BE),
                HexFormat.of().formatHex(plain).getBytes(StandardCharsets.US_ASCII),
                Base64.getEncoder().withoutPadding().encode(plain),
                word.getBytes(java.nio.charset.Charset.forName("GB18030")));
    }

    private static boolean contains(byte[] value, byte[] word) {
        for (int i = 0; i <= value.length - word.length; i++) {
            int j = 0;
            while (j < word.length && value[i + j] == word[j]) {
                j++;
            }
            if (j == word.length) {
                return true;
            }
        }
        return false;
    }
}

package org.minqing.security;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** {@code docs/access-matrix.csv}, which says above its rows how it is to be read. */
final class AccessMatrix {

    static final Path FILE = Path.of("docs", "access-matrix.csv");

    /** Columns of the file, and accounts {@code matrix-<role>}. */
    static final List<String> ROLES = List.of(
            "grid",
            "community",
            "street",
            "department",
            "guidance",
            "dispatch",
            "leader",
            "inspector",
            "assessor",
            "auditor",
            "system",
            "security");

    static final String NOBODY = "nobody";

    /** The system of the department's unit, with its bearer token. */
    static final String TOKEN = "token";

    /** An address as it is declared: {@code GET} and {@code task/{id}/form}. */
    record Address(String door, String method, String path) {

        /** Names of variables do not count. */
        String shape() {
            return method + ' ' + path.replaceAll("\\{[^}]*}", "{}");
        }
    }

    /**
     * @param relations of the case to the caller's unit; {@code -} where the address has no case
     * @param answer what {@code yes} looks like
     * @param cells by role, {@link #NOBODY} and {@link #TOKEN} included
     */
    record Row(
            long line,
            String door,
            String method,
            String path,
            List<String> relations,
            String answer,
            String body,
            Map<String, String> cells) {

        boolean isPattern() {
            return path.endsWith("/**");
        }

        boolean covers(Address address) {
            if (!door.equals(address.door()) || !method.equals("*") && !method.equals(address.method())) {
                return false;
            }
            return isPattern()
                    ? (address.path() + '/').startsWith(path.substring(0, path.length() - 2))
                    : new Address(door, address.method(), path.replaceFirst("\\?.*", ""))
                            .shape()
                            .equals(address.shape());
        }

        String name() {
            return "line %d: %s %s %s %s".formatted(line, door, method, path, String.join("|", relations));
        }
    }

    private final List<Row> rows = new ArrayList<>();

    AccessMatrix() throws IOException {
        try (Reader file = Files.newBufferedReader(FILE)) {
            for (CSVRecord row : CSVFormat.DEFAULT
                    .builder()
                    .setCommentMarker('#')
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setTrim(true)
                    .setIgnoreEmptyLines(true)
                    .get()
                    .parse(file)) {
                Map<String, String> cells = new LinkedHashMap<>();
                cells.put(NOBODY, row.get(NOBODY));
                ROLES.forEach(role -> cells.put(role, row.get(role)));
                cells.put(TOKEN, row.get(TOKEN));
                rows.add(new Row(
                        row.getParser().getCurrentLineNumber(),
                        row.get("door"),
                        row.get("method"),
                        row.get("path"),
                        List.of(row.get("relation").split("\\|")),
                        row.get("answer"),
                        row.get("body").replace('\'', '"'),
                        cells));
            }
        }
    }

    List<Row> rows() {
        return rows;
    }

    /** The row that says most about an address: its own, else the pattern with the longest path. */
    Optional<Row> rowFor(Address address) {
        return rows.stream()
                .filter(row -> row.covers(address))
                .max(Comparator.<Row>comparingInt(
                                row -> row.isPattern() ? row.path().length() : Integer.MAX_VALUE)
                        .thenComparing(row -> !row.method().equals("*")));
    }
}

package org.minqing.intake;

import java.util.EnumMap;
import java.util.Map;
import org.minqing.Refused;

/** Which column of a file holds which field, read from its heading row. Columns that mean nothing to us are ignored. */
final class Columns {

    /** A title may stand above the heading row. */
    private static final int ROWS_TO_LOOK_AT = 5;

    private final Map<Field, Integer> columns = new EnumMap<>(Field.class);
    private final Map<Field, String> headings = new EnumMap<>(Field.class);

    private Columns(SheetRow row) {
        Map<Field, Integer> ranks = new EnumMap<>(Field.class);
        row.cells().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            String heading = entry.getValue().text();
            for (Field field : Field.values()) {
                int rank = heading == null ? -1 : field.rank(heading);
                if (rank >= 0 && rank < ranks.getOrDefault(field, Integer.MAX_VALUE)) {
                    ranks.put(field, rank);
                    columns.put(field, entry.getKey());
                    headings.put(field, heading);
                }
            }
        });
    }

    /**
     * Reads up to and including the heading row.
     *
     * @throws Refused when there is none, or the subject is not among its headings
     */
    static Columns find(Sheet sheet) {
        for (int i = 0; i < ROWS_TO_LOOK_AT && sheet.hasNext(); i++) {
            Columns columns = new Columns(sheet.next());
            if (columns.has(Field.SUBJECT) && columns.columns.size() > 1) {
                return columns;
            }
        }
        throw Refused.invalid("file", "找不到表头：需要“留言主题”（或“诉求标题”、subject）以及“留言编号、留言时间、留言详情”等列");
    }

    boolean has(Field field) {
        return columns.containsKey(field);
    }

    SheetCell cell(SheetRow row, Field field) {
        return has(field) ? row.cell(columns.get(field)) : SheetCell.EMPTY;
    }

    /** The heading as the file writes it. */
    String heading(Field field) {
        return headings.getOrDefault(field, field.key());
    }

    /** The heading for what a use case calls the field; its own word where the file has no such column. */
    String heading(String key) {
        for (Field field : Field.values()) {
            if (field.key().equals(key)) {
                return heading(field);
            }
        }
        return key;
    }
}

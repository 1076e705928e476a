package org.minqing.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.minqing.ImportReport.RefusedRow;
import org.minqing.Refused;
import org.minqing.appeal.NewAppeal;
import org.springframework.stereotype.Component;

/** Reads a channel's export of old appeals with their answers; nothing is taken in. */
@Component
public class AppealHistory {

    private final AppealRow rows;

    AppealHistory(AppealRow rows) {
        this.rows = rows;
    }

    /**
     * The appeals of an export, in its order. Rows that cannot be used are handed to {@code refused}.
     *
     * @param source the channel under which the appeals are to be known
     * @throws Refused when the file as a whole cannot be read
     */
    public List<AnsweredAppeal> read(Path export, String source, Consumer<RefusedRow> refused) throws IOException {
        List<AnsweredAppeal> appeals = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        try (Sheet sheet = Sheet.open(export)) {
            Columns columns = Columns.find(sheet);
            while (sheet.hasNext()) {
                SheetRow row = sheet.next();
                try {
                    AnsweredAppeal appeal = read(row, columns, source);
                    if (!seen.add(appeal.appeal().sourceId())) {
                        throw Refused.invalid(
                                Field.SOURCE_ID.key(),
                                "编号 %s 重复".formatted(appeal.appeal().sourceId()));
                    }
                    appeals.add(appeal);
                } catch (Refused no) {
                    refused.accept(new RefusedRow(
                            Math.toIntExact(row.number()), columns.heading(no.field()), no.getMessage()));
                }
            }
        }
        return appeals;
    }

    private AnsweredAppeal read(SheetRow row, Columns columns, String source) {
        NewAppeal appeal = rows.read(row, columns, source);
        Instant repliedAt = AppealRow.date(row, columns, Field.REPLIED_AT);
        if (appeal.reportedAt() == null) {
            throw Refused.invalid(Field.REPORTED_AT.key(), "“%s”不能为空".formatted(columns.heading(Field.REPORTED_AT)));
        }
        if (repliedAt != null && repliedAt.isBefore(appeal.reportedAt())) {
            throw Refused.invalid(
                    Field.REPLIED_AT.key(),
                    "“%s”早于“%s”".formatted(columns.heading(Field.REPLIED_AT), columns.heading(Field.REPORTED_AT)));
        }
        return new AnsweredAppeal(
                Math.toIntExact(row.number()), appeal, AppealRow.text(row, columns, Field.REPLY), repliedAt);
    }
}

package org.minqing.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.minqing.Refused;
import org.minqing.appeal.NewAppeal;
import org.minqing.appeal.Requester;
import org.minqing.appeal.RequesterKind;
import org.minqing.triage.Categories;
import org.springframework.stereotype.Component;

/** Reads an appeal from a row. What it throws names the field by its key; {@link Columns} knows the heading. */
@Component
class AppealRow {

    private static final Map<String, RequesterKind> KINDS = Map.of(
            "居民", RequesterKind.RESIDENT,
            "个人", RequesterKind.RESIDENT,
            "群众", RequesterKind.RESIDENT,
            "企业", RequesterKind.ENTERPRISE,
            "单位", RequesterKind.ENTERPRISE,
            "基层单位", RequesterKind.GRASSROOTS,
            "社区", RequesterKind.GRASSROOTS);

    private final Categories categories;

    AppealRow(Categories categories) {
        this.categories = categories;
    }

    /** @throws Refused when a cell that is needed is empty, or one that is used cannot be read */
    NewAppeal read(SheetRow row, Columns columns, String source) {
        String subject = text(row, columns, Field.SUBJECT);
        if (subject == null) {
            throw Refused.invalid(Field.SUBJECT.key(), "“%s”不能为空".formatted(columns.heading(Field.SUBJECT)));
        }
        String text = text(row, columns, Field.TEXT);
        Instant reportedAt = date(row, columns, Field.REPORTED_AT);
        return new NewAppeal(
                source,
                sourceId(row, columns, subject, text, reportedAt),
                KINDS.getOrDefault(
                        Objects.requireNonNullElse(text(row, columns, Field.REQUESTER_KIND), ""),
                        RequesterKind.RESIDENT),
                Inputs.checked(new Requester(
                        text(row, columns, Field.REQUESTER_NAME),
                        text(row, columns, Field.REQUESTER_PHONE),
                        text(row, columns, Field.REQUESTER_ADDRESS),
                        text(row, columns, Field.REQUESTER_ID_NUMBER))),
                subject,
                text,
                text(row, columns, Field.PLACE),
                null,
                categories.code(text(row, columns, Field.CATEGORY)).orElse(null),
                Set.of(),
                text(row, columns, Field.MOST_NEEDED),
                text(row, columns, Field.HARDEST),
                text(row, columns, Field.MOST_WANTED),
                reportedAt,
                null,
                null);
    }

    /** Where the channel gives no ids, the same words at the same time are the same appeal. */
    private static String sourceId(SheetRow row, Columns columns, String subject, String text, Instant reportedAt) {
        if (!columns.has(Field.SOURCE_ID)) {
            return "sha256-" + hash(subject + '\n' + text + '\n' + reportedAt);
        }
        String id = text(row, columns, Field.SOURCE_ID);
        if (id == null) {
            throw Refused.invalid(
                    Field.SOURCE_ID.key(), "“%s”不能为空，否则无法识别重复".formatted(columns.heading(Field.SOURCE_ID)));
        }
        return id;
    }

    /** @return null where the cell is empty */
    static Instant date(SheetRow row, Columns columns, Field field) {
        SheetCell cell = columns.cell(row, field);
        String written = text(row, columns, field);
        if (cell.date() != null) {
            return RowDate.in(cell.date());
        }
        return written == null
                ? null
                : RowDate.parse(written)
                        .orElseThrow(() -> Refused.invalid(
                                field.key(),
                                "“%s”的值“%s”不是日期，应如 2019/11/22 16:54:42"
                                        .formatted(columns.heading(field), Inputs.excerpt(written))));
    }

    /** @return null where the cell is empty */
    static String text(SheetRow row, Columns columns, Field field) {
        SheetCell cell = columns.cell(row, field);
        if (cell.problem() != null) {
            throw Refused.invalid(field.key(), "“%s”：%s".formatted(columns.heading(field), cell.problem()));
        }
        return cell.text();
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 24);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}

package org.minqing.intake;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.minqing.Worksheet;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.minqing.security.AccessRule;
import org.minqing.security.Scope;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Hands a channel its appeals and the replies back, as a workbook under the channel's own headings. */
@Component
public class AppealExport {

    private static final List<String> HEADINGS = List.of("留言编号", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy/M/d HH:mm:ss").withZone(RowDate.ZONE);
    private static final int FETCH = 500;

    private static final String QUERY = """
            select a.source_id, a.subject, a.reported_at, a.text, a.reply, a.replied_at from appeal a
            where a.source = :source and a.reported_at >= :from and a.reported_at < :to and %s
            order by a.reported_at, a.id""";

    private final NamedParameterJdbcTemplate jdbc;
    private final AccessRule access;
    private final AuditService audit;

    AppealExport(DataSource database, AccessRule access, AuditService audit) {
        this.audit = audit;
        JdbcTemplate inPortions = new JdbcTemplate(database);
        inPortions.setFetchSize(FETCH);
        this.jdbc = new NamedParameterJdbcTemplate(inPortions);
        this.access = access;
    }

    /**
     * Writes the channel's appeals of some days, as far as the caller sees them, in constant memory.
     *
     * @param from first day on which the requester spoke
     * @param to last such day
     */
    @Transactional
    public void write(String source, LocalDate from, LocalDate to, OutputStream out) throws IOException {
        try (Worksheet sheet = new Worksheet("留言")) {
            sheet.row(HEADINGS);
            Scope scope = access.scope();
            Map<String, Object> parameters = new HashMap<>(scope.parameters());
            parameters.put("source", source);
            parameters.put("from", at(startOf(from)));
            parameters.put("to", at(startOf(to.plusDays(1))));
            jdbc.query(QUERY.formatted(scope.overAppeals("a")), parameters, (RowCallbackHandler)
                    row -> sheet.row(values(row)));
            audit.record(AuditEntry.of("EXPORTED", source)
                    .with("from", from.toString())
                    .with("to", to.toString())
                    .with("rows", sheet.size() - 1));
            sheet.write(out);
        }
    }

    private static List<String> values(ResultSet row) throws SQLException {
        return List.of(
                row.getString("source_id"),
                row.getString("subject"),
                time(instant(row, "reported_at")),
                row.getString("text"),
                row.getString("reply") == null ? "" : row.getString("reply"),
                time(instant(row, "replied_at")));
    }

    private static String time(Instant instant) {
        return instant == null ? "" : TIME.format(instant);
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(RowDate.ZONE).toInstant();
    }
}

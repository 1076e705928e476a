package org.minqing.notification;

import static org.minqing.Sql.at;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Words that replace the built-in ones. */
@Repository
class TemplateRepository {

    private final JdbcClient jdbc;

    TemplateRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Row> all() {
        return jdbc.sql("select name, language, subject, body from notification_template order by name, language")
                .query((row, n) -> new Row(
                        row.getString("name"),
                        Language.valueOf(row.getString("language")),
                        row.getString("subject"),
                        row.getString("body")))
                .list();
    }

    void save(Row row, String by, Instant now) {
        delete(row.name(), row.language());
        jdbc.sql("insert into notification_template (name, language, subject, body, changed_at, changed_by)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(row.name(), row.language().name(), row.subject(), row.body(), at(now), by)
                .update();
    }

    void delete(String name, Language language) {
        jdbc.sql("delete from notification_template where name = ? and language = ?")
                .params(name, language.name())
                .update();
    }

    record Row(String name, Language language, String subject, String body) {}
}

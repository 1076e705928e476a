package org.minqing.inbox;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.minqing.security.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a task's card shows beside the appeal's own row and its timeline. */
@Repository
class TaskCardRepository {

    private final JdbcClient jdbc;

    TaskCardRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The tasks among these that lie within a scope. */
    List<String> visible(Collection<String> taskIds, Scope scope) {
        return taskIds.isEmpty()
                ? List.of()
                : jdbc.sql("select i.task_id from inbox i where i.task_id in (:ids) and " + scope.overInbox("i"))
                        .param("ids", taskIds)
                        .params(scope.parameters())
                        .query(String.class)
                        .list();
    }

    /** {@code <class> / <leaf>}, or the one name of a category without a parent. */
    Optional<String> categoryName(String code) {
        return jdbc.sql("""
                        select case when p.name is null then c.name else p.name || ' / ' || c.name end
                        from category c left join category p on p.code = c.parent_code where c.code = ?""").param(code).query(String.class).optional();
    }

    List<Row> attachments(long appealId) {
        return jdbc.sql("select id, file_name, size_bytes from attachment where appeal_id = ? order by id")
                .param(appealId)
                .query((row, n) -> new Row(row.getLong("id"), row.getString("file_name"), row.getLong("size_bytes")))
                .list();
    }

    Map<String, String> unitNames(Set<String> codes) {
        return names("select code, name from unit where code in (:keys)", codes);
    }

    /** Also of officers who have left. */
    Map<String, String> officerNames(Set<String> ids) {
        return names("select id, name from officer where id in (:keys)", ids);
    }

    /** Where each appeal is about: in the requester's words, else the unit's name. */
    Map<Long, String> places(Set<Long> appealIds) {
        return appealIds.isEmpty()
                ? Map.of()
                : jdbc
                        .sql("""
                                select a.id, coalesce(a.place, u.name) as place from appeal a
                                join unit u on u.code = a.place_unit where a.id in (:ids)""")
                        .param("ids", appealIds)
                        .query((row, n) -> Map.entry(row.getLong("id"), row.getString("place")))
                        .stream()
                        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<String, String> names(String sql, Collection<String> keys) {
        return keys.isEmpty()
                ? Map.of()
                : jdbc
                        .sql(sql)
                        .param("keys", keys)
                        .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                        .stream()
                        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** An attachment without its content. */
    record Row(long id, String fileName, long sizeBytes) {}
}

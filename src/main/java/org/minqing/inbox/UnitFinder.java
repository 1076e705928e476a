package org.minqing.inbox;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.engine.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Finds units by a piece of their name, for people who have to name one and do not know the codes. */
@Service
class UnitFinder {

    static final int MOST = 20;

    private final JdbcClient jdbc;
    private final DirectoryService directory;
    private final Caller caller;

    UnitFinder(JdbcClient jdbc, DirectoryService directory, Caller caller) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.caller = caller;
    }

    /**
     * Units of the caller's district (of the whole city where he belongs to none) whose name holds every word, or whose
     * code begins with the first one; larger ones first.
     *
     * @param words separated by spaces; a word may also stand in the name of the unit above
     */
    List<Found> find(String words) {
        List<String> wanted = Stream.of(words.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(4)
                .map(UnitFinder::literal)
                .toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        Unit area = caller.id()
                .flatMap(directory::officer)
                .map(officer -> directory.district(directory.require(officer.unitCode())))
                .orElseGet(directory::city);
        String named =
                wanted.stream().map(word -> "(u.name like ? or p.name like ?)").collect(Collectors.joining(" and "));
        JdbcClient.StatementSpec query = jdbc.sql("""
                        select u.code, u.name, p.name as above from unit u
                        left join unit p on p.code = u.parent_code
                        where u.path like ? and (u.code like ? or %s)
                        order by length(u.path), u.code fetch first %d rows only""".formatted(named, MOST))
                .param(literal(area.path()) + "%")
                .param(wanted.get(0) + "%");
        for (String word : wanted) {
            query = query.param("%" + word + "%").param("%" + word + "%");
        }
        return query.query((row, n) -> new Found(row.getString("code"), row.getString("name"), row.getString("above")))
                .list();
    }

    private static String literal(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** @param above name of the unit above, or null */
    record Found(String code, String name, String above) {}
}

package org.minqing.security;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.minqing.Sql;
import org.minqing.directory.Role;
import org.minqing.directory.RolesChanged;
import org.minqing.engine.Caller;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what the security administrator looks at: whose roles were changed by whom, and whose password is guessed. */
@Component
class SecurityEvents {

    static final int MOST = 500;

    /** What happened; the name stands in the table. */
    enum Kind {
        ROLES_CHANGED("角色变更"),
        PASSWORD_GUESSED("多次输错密码");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /**
     * @param account whom it is about
     * @param actor who did it; null where nobody is known
     * @param address where it came from; null where that does not matter
     */
    record Event(
            OffsetDateTime at,
            String kind,
            String label,
            String account,
            String actor,
            String address,
            String detail) {}

    private final JdbcClient jdbc;
    private final Caller caller;
    private final Clock clock;

    SecurityEvents(JdbcClient jdbc, Caller caller, Clock clock) {
        this.jdbc = jdbc;
        this.caller = caller;
        this.clock = clock;
    }

    /** The latest first. */
    List<Event> latest() {
        return jdbc.sql("select * from security_event order by happened_at desc, id desc fetch first " + MOST
                        + " rows only")
                .query((row, n) -> new Event(
                        Sql.instant(row, "happened_at").atZone(clock.getZone()).toOffsetDateTime(),
                        row.getString("kind"),
                        Kind.valueOf(row.getString("kind")).label,
                        row.getString("account"),
                        row.getString("actor"),
                        row.getString("address"),
                        row.getString("detail")))
                .list();
    }

    @EventListener
    void rolesChanged(RolesChanged changed) {
        write(
                Kind.ROLES_CHANGED,
                changed.officerId(),
                caller.idOr(null),
                null,
                words(changed.before()) + " → " + words(changed.after()));
    }

    void guessed(String account, String address, int failures) {
        write(Kind.PASSWORD_GUESSED, account, null, address, "连续输错 %d 次".formatted(failures));
    }

    private void write(Kind kind, String account, String actor, String address, String detail) {
        jdbc.sql("insert into security_event (happened_at, kind, account, actor, address, detail)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(Sql.at(clock.instant()), kind.name(), account, actor, address, detail)
                .update();
    }

    private static String words(Set<Role> roles) {
        return roles.isEmpty() ? "无" : roles.stream().map(Role::label).collect(Collectors.joining("、"));
    }
}

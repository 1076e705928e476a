package org.minqing.directory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * As whom a unit's own system acts: one officer of state {@code SYSTEM} per unit. He sees and does what a member of the unit
 * may, cannot sign in with a password, is nobody's substitute, gets no notices and does not count as staff.
 */
@Component
public class SystemOfficers {

    /** What the ids of these officers begin with; no person's may. */
    static final String PREFIX = "system-";

    private static final String NAME = "业务系统";

    private final JdbcClient jdbc;

    SystemOfficers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The id of the unit's system, which is entered into the directory when it is new. */
    @Transactional
    public String of(Unit unit) {
        String id = PREFIX + unit.code();
        boolean known = jdbc.sql("select 1 from officer where id = ?")
                .param(id)
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!known) {
            jdbc.sql("insert into officer (id, name, unit_code, roles, first_responsible, state)"
                            + " values (?, ?, ?, ?, false, 'SYSTEM')")
                    .params(id, NAME, unit.code(), role(unit).name())
                    .update();
        }
        return id;
    }

    /** What a system may do beside its unit's tasks is what the unit's people may. */
    public static Role role(Unit unit) {
        return switch (unit.level()) {
            case GRID -> Role.GRID_MEMBER;
            case COMMUNITY -> Role.COMMUNITY_STAFF;
            case STREET -> Role.STREET_STAFF;
            case DEPARTMENT -> Role.DEPARTMENT_STAFF;
            case GUIDANCE_GROUP -> Role.GUIDANCE_GROUP;
            case DISPATCH -> Role.DISPATCHER;
            case CITY, DISTRICT -> throw new IllegalArgumentException("no system works for " + unit.code());
        };
    }
}

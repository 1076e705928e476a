package org.minqing.directory;

import org.minqing.Refused;
import org.minqing.engine.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who decides about accounts and roles: the security administrator. Until there is one the system administrator stands
 * in for him, so that a new installation can be filled; nobody decides about himself.
 */
@Component
public class AccountRights {

    private final Caller caller;
    private final JdbcClient jdbc;

    AccountRights(Caller caller, JdbcClient jdbc) {
        this.caller = caller;
        this.jdbc = jdbc;
    }

    /** False where nobody calls: what no person does needs no rights, and asks for none. */
    public boolean mayDecide() {
        return caller.groups().contains(Role.SECURITY_ADMIN.groupId())
                || caller.isAdministrator() && !hasSecurityAdministrator();
    }

    /** @throws Refused 403 */
    void require() {
        if (!mayDecide()) {
            throw Refused.forbidden("只有安全管理员可以管理账号和角色");
        }
    }

    /** @throws Refused 403 when somebody changes his own roles */
    void requireAnother(Officer before, Officer after) {
        if (!before.roles().equals(after.roles())
                && caller.id().filter(before.id()::equals).isPresent()) {
            throw Refused.forbidden("不能更改自己的角色");
        }
    }

    private boolean hasSecurityAdministrator() {
        return jdbc.sql("select 1 from officer where roles like :role and state = 'ACTIVE' fetch first 1 rows only")
                .param("role", "%" + Role.SECURITY_ADMIN.name() + "%")
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}

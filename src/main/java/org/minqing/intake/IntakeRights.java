package org.minqing.intake;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.minqing.Refused;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.directory.Role;
import org.minqing.engine.Caller;
import org.springframework.stereotype.Component;

/** Who may bring appeals in and take them out; what no person does may. */
@Component
class IntakeRights {

    private static final Set<Role> REPORTING =
            EnumSet.of(Role.GRID_MEMBER, Role.COMMUNITY_STAFF, Role.STREET_STAFF, Role.DISPATCHER);
    private static final Set<Role> WITH_CHANNELS = EnumSet.of(Role.DISPATCHER);

    private final Caller caller;
    private final DirectoryService directory;

    IntakeRights(Caller caller, DirectoryService directory) {
        this.caller = caller;
        this.directory = directory;
    }

    /** @throws Refused 403 for those who are not on the ground and not at a dispatch desk */
    void requireReporter() {
        require(REPORTING, "只有网格、社区、街道和派单中心的工作人员可以登记诉求");
    }

    /** @throws Refused 403 for those who have nothing to do with a channel's files */
    void requireDispatcher() {
        require(WITH_CHANNELS, "只有派单员可以导入、导出诉求");
    }

    private void require(Set<Role> roles, String otherwise) {
        boolean allowed = caller.id()
                .map(id -> directory
                        .officer(id)
                        .map(Officer::roles)
                        .filter(his -> !Collections.disjoint(his, roles))
                        .isPresent())
                .orElse(true);
        if (!allowed) {
            throw Refused.forbidden(otherwise);
        }
    }
}

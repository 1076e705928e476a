package org.minqing.directory;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an officer may be beside a member of his unit. */
public enum Role {
    GRID_MEMBER("网格员"),
    COMMUNITY_STAFF("社区工作人员"),
    STREET_STAFF("街道工作人员"),
    DEPARTMENT_STAFF("部门工作人员"),
    GUIDANCE_GROUP("指导组成员"),
    DISPATCHER("派单员"),
    LEADER("领导"),
    INSPECTOR("督查员"),
    ASSESSOR("评议员"),
    AUDITOR("审计员"),
    SYSTEM_ADMIN("系统管理员"),
    SECURITY_ADMIN("安全管理员");

    /** Those who run, those who grant and those who look over both: each stands alone, and none sees cases (三员分立). */
    public static final Set<Role> SEPARATED =
            Collections.unmodifiableSet(EnumSet.of(AUDITOR, SYSTEM_ADMIN, SECURITY_ADMIN));

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** The word on screens. */
    public String label() {
        return label;
    }

    /** The engine's group of all officers with this role, e.g. {@code role-grid-member}. */
    public String groupId() {
        return "role-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** False for a set that gives one person power over his own control. */
    static boolean mayStandTogether(Collection<Role> roles) {
        return roles.size() < 2 || Collections.disjoint(roles, SEPARATED);
    }

    static Optional<Role> of(String text) {
        return Arrays.stream(values())
                .filter(role -> role.name().equalsIgnoreCase(text))
                .findFirst();
    }
}

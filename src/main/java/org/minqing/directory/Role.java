package org.minqing.directory;

/** What an officer may be beside a member of his unit. */
public enum Role {
    GRID_MEMBER,
    COMMUNITY_STAFF,
    STREET_STAFF,
    DEPARTMENT_STAFF,
    GUIDANCE_GROUP,
    DISPATCHER,
    LEADER,
    INSPECTOR,
    ASSESSOR,
    AUDITOR,
    SYSTEM_ADMIN,
    SECURITY_ADMIN
}

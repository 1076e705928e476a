package org.minqing.security;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.minqing.TestDirectory;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.directory.Role;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Gives officers of {@link TestDirectory} an engine user with their groups and a password that tests know. */
@Component
@Profile("test")
public class TestUsers {

    public static final String PASSWORD = "Correct-horse-7";
    public static final String ADMINISTRATOR = "test-admin";

    private final IdentityService identity;
    private final DirectoryService directory;

    TestUsers(IdentityService identity, DirectoryService directory, TestDirectory filledFirst) {
        this.identity = identity;
        this.directory = directory;
    }

    public String administrator() {
        user(ADMINISTRATOR);
        member(ADMINISTRATOR, "camunda-admin", "SYSTEM");
        member(ADMINISTRATOR, "role-security-admin", "ROLE");
        return ADMINISTRATOR;
    }

    /** An officer whose role is the system administrator's, as the directory keeps him. */
    void systemAdministrator(String id) {
        member(id, "camunda-admin", "SYSTEM");
    }

    /** @return the officer's id */
    public String officer(String id) {
        Officer officer = directory.officer(id).orElseThrow();
        user(id);
        member(id, officer.unitCode(), "UNIT");
        for (Role role : officer.roles()) {
            member(id, "role-" + role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), "ROLE");
        }
        return id;
    }

    private void user(String id) {
        User user = identity.createUserQuery().userId(id).singleResult();
        if (user == null) {
            user = identity.newUser(id);
            user.setFirstName(id);
            user.setLastName("测试");
        }
        user.setPassword(PASSWORD);
        identity.saveUser(user);
    }

    private void member(String userId, String group, String type) {
        if (identity.createGroupQuery().groupId(group).count() == 0) {
            var created = identity.newGroup(group);
            created.setName(group);
            created.setType(type);
            identity.saveGroup(created);
        }
        if (identity.createGroupQuery().groupId(group).groupMember(userId).count() == 0) {
            identity.createMembership(userId, group);
        }
    }
}

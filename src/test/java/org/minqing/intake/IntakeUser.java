package org.minqing.intake;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.stereotype.Component;

/** As whom these tests call over HTTP. */
@Component
class IntakeUser {

    private static final String PASSWORD = "Correct-horse-7";

    private final IdentityService identity;

    IntakeUser(IdentityService identity) {
        this.identity = identity;
    }

    TestRestTemplate administrator(TestRestTemplate http) {
        return signIn(http, "intake-admin", "camunda-admin");
    }

    /** The city's dispatch desk, which sees all districts' appeals. */
    TestRestTemplate dispatcher(TestRestTemplate http) {
        return signIn(http, "city-desk-1", "role-dispatcher");
    }

    /** @param id of an officer of the test directory */
    TestRestTemplate officer(TestRestTemplate http, String id) {
        return signIn(http, id, "role-grid-member");
    }

    private TestRestTemplate signIn(TestRestTemplate http, String id, String group) {
        User user = identity.createUserQuery().userId(id).singleResult();
        if (user == null) {
            user = identity.newUser(id);
        }
        user.setPassword(PASSWORD);
        identity.saveUser(user);
        if (identity.createGroupQuery().groupId(group).count() == 0) {
            Group created = identity.newGroup(group);
            created.setName(group);
            created.setType("SYSTEM");
            identity.saveGroup(created);
        }
        if (identity.createGroupQuery().groupId(group).groupMember(id).count() == 0) {
            identity.createMembership(id, group);
        }
        return http.withBasicAuth(id, PASSWORD);
    }
}

package org.minqing.intake;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.stereotype.Component;

/** An administrator of these tests' own, as whom they call over HTTP. */
@Component
class IntakeUser {

    private static final String ID = "intake-admin";
    private static final String PASSWORD = "Correct-horse-7";

    private final IdentityService identity;

    IntakeUser(IdentityService identity) {
        this.identity = identity;
    }

    TestRestTemplate signIn(TestRestTemplate http) {
        if (identity.createUserQuery().userId(ID).count() == 0) {
            User user = identity.newUser(ID);
            user.setPassword(PASSWORD);
            identity.saveUser(user);
            if (identity.createGroupQuery().groupId("camunda-admin").count() == 0) {
                var group = identity.newGroup("camunda-admin");
                group.setName("camunda-admin");
                group.setType("SYSTEM");
                identity.saveGroup(group);
            }
            identity.createMembership(ID, "camunda-admin");
        }
        return http.withBasicAuth(ID, PASSWORD);
    }
}

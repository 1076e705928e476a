package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.springframework.beans.factory.annotation.Autowired;

@MinqingTest
class GroupNamesTest {

    @Autowired
    GroupNames names;

    @Autowired
    TestUsers users;

    @Autowired
    IdentityService identity;

    @Test
    void groupsBearEnglishNames_theNextStartSaysThemInChinese() {
        users.administrator();
        names(group -> group.setName("camunda BPM Administrators"));
        names.afterSingletonsInstantiated();
        names(group -> assertThat(group.getName()).as(group.getId()).matches("\\p{IsHan}+"));
    }

    private void names(Consumer<Group> look) {
        identity.createGroupQuery()
                .groupIdIn("camunda-admin", "role-security-admin")
                .list()
                .forEach(group -> {
                    look.accept(group);
                    identity.saveGroup(group);
                });
    }
}

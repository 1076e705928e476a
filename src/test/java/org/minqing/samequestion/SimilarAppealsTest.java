package org.minqing.samequestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.springframework.beans.factory.annotation.Autowired;

/** What was asked alike nearby. */
@MinqingTest
class SimilarAppealsTest {

    @Autowired
    ProcessDriver driver;

    @Autowired
    SimilarAppeals similar;

    @Autowired
    IdentityService identity;

    @AfterEach
    void signOut() {
        identity.clearAuthentication();
    }

    @Test
    void twoAskAlikeInOneStreet_eachIsShownBesideTheOther_toWhoSeesBoth() {
        driver.clock("2026-03-02T10:00");
        Appeal first = driver.file("老旧小区电动车充电桩总是跳闸充不上电", TestDirectory.GRID);
        Appeal alike = driver.file("小区里电动车充电桩跳闸充不上电", TestDirectory.OTHER_GRID);
        Appeal elsewhere = driver.file("小区电动车充电桩跳闸充不上电了", "420111001");
        assertThat(first.category()).isNotNull().isEqualTo(alike.category());

        identity.setAuthentication("street-1", List.of(TestDirectory.STREET, "role-street-staff"));
        assertThat(similar.of(first.number()))
                .extracting(SimilarAppeals.Similar::number)
                .contains(alike.number())
                .doesNotContain(first.number(), elsewhere.number());
        identity.setAuthentication("grid-1", List.of(TestDirectory.GRID, "role-grid-member"));
        assertThat(similar.of(first.number()))
                .extracting(SimilarAppeals.Similar::number)
                .doesNotContain(alike.number());
    }
}

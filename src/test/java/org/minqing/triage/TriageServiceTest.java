package org.minqing.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.minqing.MinqingTest;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.Level;
import org.minqing.appeal.NewAppeal;
import org.minqing.appeal.RequesterKind;
import org.minqing.appeal.Signal;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.appeal.UrgencyClass;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What triage makes of an appeal that is received. */
@MinqingTest
class TriageServiceTest {

    @Autowired
    AppealService appeals;

    @Autowired
    Timeline timeline;

    @Autowired
    JdbcClient jdbc;

    @Test
    void wordsSayAll_placeClassLevelAndLeadAreFound() {
        Appeal appeal = received(null, null, "洪山区珞南街道占道经营", "流动摊贩乱摆摊，多个部门互相推诿", Set.of());

        assertThat(appeal.placeUnit()).isEqualTo("420111001");
        assertThat(appeal.placePath()).endsWith("/420111/420111001/");
        assertThat(appeal.category()).isEqualTo("0101");
        assertThat(appeal.signals()).containsExactly(Signal.CROSS_DEPARTMENT);
        assertThat(appeal.urgency()).isEqualTo(UrgencyClass.BY_DEADLINE);
        assertThat(appeal.startLevel()).isEqualTo(Level.STREET);
        assertThat(appeal.leadDepartment())
                .as("no such department in 洪山区 or the city")
                .isNull();
        assertThat(timeline.of(appeal.id()))
                .filteredOn(entry -> entry.kind() == TimelineKind.TRIAGED)
                .extracting(
                        TimelineEntry::unitCode,
                        TimelineEntry::level,
                        TimelineEntry::outcome,
                        entry -> entry.step().elementId())
                .containsExactly(tuple("420111001", Level.STREET, "BY_DEADLINE", "serviceTask_triageAppeal"));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "武昌区的流动摊贩占道经营, 420106-URBAN",
        "武昌区的变压器电压不稳, 420106-POWER",
        "武昌区拖欠农民工工资, ",
    })
    void districtHasTheDepartment_itLeads(String subject, String lead) {
        assertThat(received(null, null, subject, "", Set.of()).leadDepartment()).isEqualTo(lead);
    }

    @Test
    void gridWasGiven_textDoesNotContradictIt() {
        Appeal appeal = received(TestDirectory.GRID, null, "洪山区珞南街道的路灯", "在沙湖社区", Set.of());

        assertThat(appeal.placeUnit()).isEqualTo(TestDirectory.GRID);
    }

    @Test
    void classWasGiven_isNarrowedOnlyWithinIt() {
        assertThat(received(null, "08", "油烟扰民", "餐馆油烟，物业不管", Set.of()).category())
                .startsWith("08")
                .hasSize(4);
        assertThat(received(null, "08", "物业不管", "物业费", Set.of()).category()).isEqualTo("08");
        assertThat(received(null, "0103", "油烟扰民", "餐馆油烟", Set.of()).category()).isEqualTo("0103");
    }

    @Test
    void reporterSawDanger_staysThoughTheTextDoesNotSayIt() {
        Appeal appeal = received(TestDirectory.GRID, null, "围墙", "看一下", Set.of(Signal.DANGER));

        assertThat(appeal.signals()).containsExactly(Signal.DANGER);
        assertThat(appeal.urgency()).isEqualTo(UrgencyClass.IMMEDIATE);
        assertThat(appeal.startLevel()).isEqualTo(Level.GRID);
    }

    @Test
    void unitIsAddedWhileRunning_appealsFindItWithinSeconds() {
        received(null, null, "先建好名称表", "", Set.of());
        String code = "4201119" + UUID.randomUUID().toString().substring(0, 5);
        jdbc.sql("insert into unit (code, name, level, parent_code, path) values (?, ?, 'STREET', '420111', ?)")
                .params(code, "新设" + code + "街道", "/4201/420111/" + code + "/")
                .update();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(received(null, null, "新设" + code + "街道的路灯", "", Set.of())
                                .placeUnit())
                        .isEqualTo(code));
    }

    private Appeal received(String unit, String category, String subject, String text, Set<Signal> signals) {
        AppealService.Receipt receipt = appeals.receive(new NewAppeal(
                "triage-test",
                null,
                RequesterKind.RESIDENT,
                null,
                subject,
                text,
                null,
                unit,
                category,
                signals,
                null,
                null,
                null,
                null,
                null,
                null));
        return appeals.get(receipt.number());
    }
}

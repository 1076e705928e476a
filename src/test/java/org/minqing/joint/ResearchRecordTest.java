package org.minqing.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.minqing.TestDirectory.DISTRICT;
import static org.minqing.TestDirectory.GUIDANCE_GROUP;
import static org.minqing.TestDirectory.POWER;
import static org.minqing.TestDirectory.SCIENCE;
import static org.minqing.TestDirectory.STREET;
import static org.minqing.TestDirectory.URBAN;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.appeal.Appeal;
import org.minqing.security.TestUsers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The record of a research, each department's delivery state in it, and the areas of the guidance groups. */
@MinqingTest
class ResearchRecordTest {

    @LocalServerPort
    int port;

    @Autowired
    ProcessDriver driver;

    @Autowired
    JointDriver joint;

    @Autowired
    JointService service;

    @Autowired
    GuidanceGroups groups;

    @Autowired
    TestUsers users;

    @Autowired
    IdentityService identity;

    @Autowired
    TaskService tasks;

    @BeforeEach
    void mondayMorning() {
        driver.clock("2026-03-02T10:00");
    }

    @AfterEach
    void clean() {
        identity.clearAuthentication();
        groups.assign(GUIDANCE_GROUP, List.of());
    }

    @Test
    void departmentsGoOn_theRecordShowsEachStateWithItsTime() {
        Appeal appeal = joint.convened(SCIENCE, URBAN);
        driver.clock("2026-03-02T11:00");
        identity.setAuthentication("science-1", List.of());
        tasks.claim(joint.task(appeal, JointModel.ACCEPT_PART, SCIENCE).taskId(), "science-1");
        identity.clearAuthentication();
        driver.clock("2026-03-02T12:00");
        joint.accept(appeal, SCIENCE);
        driver.clock("2026-03-03T09:00");
        driver.answer(appeal, JointModel.SURVEY, "power-1", "SURVEYED", "findings", "变压器容量不够", "onSite", SCIENCE);
        driver.clock("2026-03-03T15:00");
        joint.give(appeal, SCIENCE, "measure1", "错峰用电", "measure2", "签订协议");
        joint.opinion(appeal, POWER);
        joint.refuse(appeal, URBAN);

        List<ResearchRecord.Delivery> departments =
                service.records(appeal.number()).get(0).departments();
        assertThat(departments).extracting(one -> one.unit().code()).containsExactly(POWER, SCIENCE, URBAN);
        assertThat(departments).extracting(ResearchRecord.Delivery::label).containsExactly("已提意见", "已提意见", "已退回");
        ResearchRecord.Delivery science = departments.get(1);
        assertThat(science.notifiedAt()).hasToString("2026-03-02T10:00+08:00");
        assertThat(science.readAt()).hasToString("2026-03-02T11:00+08:00");
        assertThat(science.acceptedAt()).hasToString("2026-03-02T12:00+08:00");
        assertThat(science.onSiteAt()).hasToString("2026-03-03T09:00+08:00");
        assertThat(science.opinionAt()).hasToString("2026-03-03T15:00+08:00");
        assertThat(science.measuresDoneAt()).isNull();
        assertThat(science.measures()).isEqualTo(2);
        assertThat(departments.get(0).onSiteAt()).hasToString("2026-03-03T09:00+08:00");
        assertThat(departments.get(2).onSiteAt()).isNull();
        assertThat(departments.get(2).refusalReason()).isEqualTo("不属于本部门职责");
    }

    @Test
    void measuresAreDone_theRecordSaysWhen() {
        Appeal appeal = joint.adopted(joint.file(), "measure1", "增容", "measure1Day", "2026-03-12");
        driver.clock("2026-03-10T16:00");
        joint.carryOut(appeal, 0);
        assertThat(service.records(appeal.number()).get(0).departments())
                .singleElement()
                .satisfies(power -> {
                    assertThat(power.measuresDoneAt()).hasToString("2026-03-10T16:00+08:00");
                    assertThat(power.measuresDone()).isOne();
                });
    }

    @Test
    void unitThatTakesNoPart_wasNotOnSite() {
        Appeal appeal = joint.convened();
        assertThatThrownBy(() -> driver.answer(
                        appeal, JointModel.SURVEY, "power-1", "SURVEYED", "findings", "情况清楚", "onSite", URBAN))
                .hasMessageContaining("没有参加");
    }

    @Test
    void recordOverHttp_whoTakesPartReadsIt_aStrangerFindsNothing() throws Exception {
        Appeal appeal = joint.convened();
        String record = "/api/v1/appeals/" + appeal.number() + "/research";
        HttpResponse<String> answer = get(record, users.officer("power-1"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"leadDepartment\":{\"code\":\"420106-POWER\"", "\"label\":\"已通知\"");
        assertThat(get(record, users.officer("hongshan-desk-1")).statusCode()).isEqualTo(404);
    }

    @Test
    void guidanceGroupsHaveTheirAreas_theOneOfThePlaceIsProposed_anotherMayNotLead() {
        joint.unit("420106-GUIDE-8", "GUIDANCE_GROUP", null);
        joint.officer("guide-8", "420106-GUIDE-8");
        groups.assign(GUIDANCE_GROUP, List.of("420106001002"));
        groups.assign("420106-GUIDE-8", List.of("420106001001"));
        Appeal grid = joint.fileAbout("420106001001001");
        assertThat(service.records(grid.number()).get(0).guidanceGroup().code()).isEqualTo("420106-GUIDE-8");
        assertThatThrownBy(() -> driver.answer(
                        grid,
                        JointModel.CONVENE,
                        "desk-1",
                        "CONVENE",
                        "guidanceGroup",
                        GUIDANCE_GROUP,
                        "departments",
                        POWER))
                .hasMessageContaining("不负责柴林头社区第一网格");
        joint.leaves("guide-8");

        groups.assign(GUIDANCE_GROUP, List.of(STREET));
        assertThat(service.records(joint.file().number()).get(0).guidanceGroup().code())
                .isEqualTo(GUIDANCE_GROUP);
        assertThatThrownBy(() -> groups.assign(GUIDANCE_GROUP, List.of("420111001")))
                .hasMessageContaining("不是武昌区范围内");
        assertThatThrownBy(() -> groups.assign(POWER, List.of(DISTRICT))).hasMessageContaining("不是指导组");
        identity.setAuthentication("street-1", List.of("role-street-staff"));
        assertThatThrownBy(() -> groups.assign(GUIDANCE_GROUP, List.of(STREET))).hasMessageContaining("只有领导和派单中心");
        identity.setAuthentication("hongshan-desk-1", List.of("role-dispatcher"));
        assertThatThrownBy(() -> groups.assign(GUIDANCE_GROUP, List.of(STREET))).hasMessageContaining("本区域");
        assertThat(groups.groups()).extracting(GuidanceGroup::code).doesNotContain(GUIDANCE_GROUP);
        identity.setAuthentication("desk-1", List.of("role-dispatcher"));
        assertThat(groups.groups())
                .filteredOn(group -> group.code().equals(GUIDANCE_GROUP))
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.mayAssign()).isTrue();
                    assertThat(group.areas())
                            .extracting(GuidanceGroup.Area::name)
                            .containsExactly("积玉桥街道");
                });
        assertThat(groups.assign(GUIDANCE_GROUP, List.of(STREET))).containsExactly(STREET);
        identity.clearAuthentication();
        groups.assign("420106-GUIDE-8", List.of());
    }

    private HttpResponse<String> get(String path, String officer) throws Exception {
        String basic = Base64.getEncoder()
                .encodeToString((officer + ":" + TestUsers.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Authorization", "Basic " + basic)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}

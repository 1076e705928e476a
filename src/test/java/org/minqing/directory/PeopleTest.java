package org.minqing.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.Refused;
import org.minqing.TestDirectory;
import org.minqing.directory.OfficerReport.FirstPassword;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Each test has a street of its own with officers of its own: a (first responsible), b and c. */
@MinqingTest
class PeopleTest {

    private static final AtomicInteger STREETS = new AtomicInteger(900);

    @Autowired
    DirectoryImporter importer;

    @Autowired
    DirectoryService directory;

    @Autowired
    PeopleService people;

    @Autowired
    IdentityService identity;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    private String street;
    private String a;
    private String b;
    private String c;
    private Map<String, String> passwords;
    private final List<String> claimed = new ArrayList<>();

    @BeforeEach
    void aStreetOfItsOwn() {
        street = TestDirectory.DISTRICT + STREETS.incrementAndGet();
        a = street + "-a";
        b = street + "-b";
        c = street + "-c";
        importUnits(street + ",某街道,STREET,420106");
        passwords = importOfficers(
                        a + ",甲," + street + ",STREET_STAFF;LEADER,a@example.org,true",
                        b + ",乙," + street + ",STREET_STAFF,,",
                        c + ",丙," + street + ",STREET_STAFF,,")
                .firstPasswords()
                .stream()
                .collect(Collectors.toMap(FirstPassword::id, FirstPassword::password));
    }

    @AfterEach
    void othersFindNothing() {
        identity.clearAuthentication();
        for (String task : claimed) {
            jdbc.update("delete from inbox where task_id = ?", task);
            tasks.deleteTask(task, true);
        }
    }

    // --- users and groups

    @Test
    void newOfficers_areUsersInTheirUnitsAndRolesGroups() {
        assertThat(groups(a)).containsExactlyInAnyOrder(street, "role-street-staff", "role-leader");
        assertThat(identity.createGroupQuery().groupId(street).singleResult())
                .extracting(Group::getName, Group::getType)
                .containsExactly("某街道", "WORKFLOW");
        assertThat(identity.createUserQuery().userId(a).singleResult().getEmail())
                .isEqualTo("a@example.org");
    }

    @Test
    void newDistrict_itsDeskIsAGroupAndUnstaffedUnitsAreNot() {
        importUnits("4201" + "77,某区,DISTRICT,4201", "420177001,某街道,STREET,420177");
        assertThat(identity.createGroupQuery().groupId("420177-DISPATCH").count())
                .isEqualTo(1);
        assertThat(identity.createGroupQuery().groupId("420177001").count()).isZero();
    }

    @Test
    void renamedUnit_itsGroupIsRenamed() {
        importUnits(street + ",新街道,STREET,420106");
        assertThat(identity.createGroupQuery().groupId(street).singleResult().getName())
                .isEqualTo("新街道");
    }

    @Test
    void officerChangesUnitAndRoles_membershipsFollowAndTasksStay() {
        String other = street.substring(0, 6) + STREETS.incrementAndGet();
        importUnits(other + ",另一街道,STREET,420106");
        String task = claimedTask(b);
        importOfficers(b + ",乙," + other + ",SYSTEM_ADMIN,,");
        assertThat(groups(b)).containsExactlyInAnyOrder(other, "role-system-admin", "camunda-admin");
        assertThat(assignee(task)).isNull();
    }

    @Test
    void sameFileAgain_passwordsStay() {
        assertThat(importOfficers(b + ",乙," + street + ",STREET_STAFF,,").firstPasswords())
                .isEmpty();
        assertThat(identity.checkPassword(b, passwords.get(b))).isTrue();
    }

    // --- passwords

    @Test
    void firstPassword_mustBeChangedBeforeATask() {
        assertThat(passwords.get(b)).matches("[a-z2-9]{12}");
        assertThat(people.hasFirstPassword(b)).isTrue();
        assertRefused(() -> people.requirePasswordChanged(b), Refused.Kind.FORBIDDEN, "请先修改初始密码");
        people.changePassword(b, passwords.get(b), "ein-neues-1");
        people.requirePasswordChanged(b);
        assertThat(people.hasFirstPassword(b)).isFalse();
        assertThat(identity.checkPassword(b, "ein-neues-1")).isTrue();
    }

    @Test
    void firstPassword_stopsClaimingAndFinishingInTheEngineToo() {
        String process = "people" + street;
        Deployment deployment = repository
                .createDeployment()
                .addModelInstance(
                        process + ".bpmn",
                        Bpmn.createExecutableProcess(process)
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .userTask()
                                .endEvent()
                                .done())
                .deploy();
        Long appeal = anAppeal(process);
        runtime.setVariable(runtime.startProcessInstanceByKey(process).getId(), "appealId", appeal);
        String task = tasks.createTaskQuery()
                .processDefinitionKey(process)
                .singleResult()
                .getId();
        jdbc.update("update inbox set task_id = ?, appeal_id = ? where task_id = ?", task, appeal, claimedTask(b));
        identity.setAuthentication(b, List.of(street));
        assertRefused(() -> tasks.claim(task, b), Refused.Kind.FORBIDDEN, "请先修改初始密码");
        assertRefused(() -> tasks.complete(task), Refused.Kind.FORBIDDEN, "请先修改初始密码");
        people.changePassword(b, passwords.get(b), "ein-neues-1");
        tasks.claim(task, b);
        identity.clearAuthentication();
        repository.deleteDeployment(deployment.getId(), true);
    }

    @Test
    void wrongPasswords_areRefusedAndNothingChanges() {
        String old = passwords.get(c);
        assertRefused(() -> people.changePassword(c, old, "short"), Refused.Kind.INVALID, "10");
        assertRefused(() -> people.changePassword(c, old, old), Refused.Kind.INVALID, "原密码");
        assertRefused(() -> people.changePassword(c, old, c.toUpperCase()), Refused.Kind.INVALID, "账号");
        assertRefused(() -> people.changePassword(c, "wrong", "ein-neues-1"), Refused.Kind.INVALID, "原密码不正确");
        assertThat(people.hasFirstPassword(c)).isTrue();
    }

    @Test
    void fixedPassword_needsNoChangeAndIsNotReported() {
        OfficerReport report = importer.importOfficers(
                csv("id,name,unit_code,roles,email,first_responsible", street + "-d,丁," + street + ",,,"), "demo");
        assertThat(report.rows().added()).isEqualTo(1);
        assertThat(report.firstPasswords()).isEmpty();
        assertThat(identity.checkPassword(street + "-d", "demo")).isTrue();
        people.requirePasswordChanged(street + "-d");
    }

    // --- absence

    @Test
    void awayWithSubstitute_claimedTasksGoToHimAtOnce() {
        String task = claimedTask(b);
        as(b);
        people.away(b, null, null, c);
        assertThat(assignee(task)).isEqualTo(c);
        assertThat(people.assigneeFor(b)).contains(c);
        people.back(b);
        assertThat(people.assigneeFor(b)).contains(b);
    }

    @Test
    void awayWithoutSubstitute_firstResponsiblePersonStandsIn() {
        String task = claimedTask(b);
        as(a);
        people.away(b, null, null, null);
        assertThat(assignee(task)).isEqualTo(a);
    }

    @Test
    void substituteIsAwayToo_hisSubstituteTakesOver() {
        as(a);
        people.away(c, null, null, a);
        people.away(b, null, null, c);
        assertThat(people.assigneeFor(b)).contains(a);
    }

    @Test
    void everybodyIsAway_taskGoesBackToTheUnitAndTheDeskIsTold() {
        String task = claimedTask(a);
        as(a);
        people.away(b, null, null, a);
        people.away(c, null, null, b);
        people.away(a, null, null, b);
        assertThat(assignee(task)).isNull();
        assertThat(people.assigneeFor(a)).isEmpty();
        assertThat(recipients()).containsExactly("desk-1");
    }

    @Test
    void absenceToCome_tasksGoWhenItComes() {
        String task = claimedTask(b);
        as(b);
        people.away(b, clock.instant().plus(Duration.ofDays(1)), clock.instant().plus(Duration.ofDays(3)), c);
        people.beginAbsences();
        assertThat(assignee(task)).isEqualTo(b);
        assertThat(people.assigneeFor(b)).contains(b);

        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(2))));
        people.beginAbsences();
        assertThat(assignee(task)).isEqualTo(c);

        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(4))));
        assertThat(people.assigneeFor(b)).contains(b);
    }

    @Test
    void impossibleAbsence_isRefused() {
        as(b);
        Instant now = clock.instant();
        assertRefused(() -> people.away(b, now, now.minusSeconds(1), null), Refused.Kind.INVALID, "结束时间");
        assertRefused(() -> people.away(b, null, null, b), Refused.Kind.INVALID, "本人");
        assertRefused(() -> people.away(b, null, null, "desk-1"), Refused.Kind.INVALID, "本单位");
        assertThat(people.assigneeFor(b)).contains(b);
    }

    @Test
    void strangersCall_isRefused() {
        as(c);
        assertRefused(() -> people.away(b, null, null, null), Refused.Kind.FORBIDDEN, "本人");
        assertRefused(() -> people.left(b), Refused.Kind.FORBIDDEN, "本人");
        identity.clearAuthentication();
        assertRefused(() -> people.back(b), Refused.Kind.FORBIDDEN, "登录");
    }

    @Test
    void firstResponsibleIsAway_whoActsForHimMaySpeak() {
        as(a);
        people.away(a, null, null, c);
        as(c);
        people.away(b, null, null, null);
        assertThat(people.assigneeFor(b)).contains(c);
    }

    // --- departure

    @Test
    void officerLeaves_tasksGoBackAndNobodyLogsInAsHim() {
        String task = claimedTask(a);
        String password = passwords.get(a);
        asAdministrator();
        people.left(a);
        assertThat(assignee(task)).isNull();
        assertThat(identity.createUserQuery().userId(a).count()).isZero();
        assertThat(groups(a)).isEmpty();
        assertThat(identity.checkPassword(a, password)).isFalse();
        assertThat(directory.officer(a)).isEmpty();
        assertThat(people.assigneeFor(a)).isEmpty();
        assertThat(recipients()).containsExactly(b, c);
        assertThat(importOfficers(a + ",甲," + street + ",,,").rows().refused()).hasSize(1);
    }

    @Test
    void lastOfficerLeaves_dispatchDeskHoldsWhatTheUnitHeld() {
        String task = claimedTask(a);
        asAdministrator();
        Stream.of(a, b, c).forEach(people::left);
        assertThat(jdbc.queryForObject("select unit_code from inbox where task_id = ?", String.class, task))
                .isEqualTo(TestDirectory.DESK);
        identity.clearAuthentication();
        assertThat(tasks.createTaskQuery()
                        .taskId(task)
                        .taskCandidateGroup(TestDirectory.DESK)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void substituteLeaves_firstResponsiblePersonStandsIn() {
        as(b);
        people.away(b, null, null, c);
        as(c);
        people.left(c);
        assertThat(people.assigneeFor(b)).contains(a);
    }

    @Test
    void lastSystemAdministrator_cannotLeave() {
        List<String> administrators = identity.createUserQuery().memberOfGroup("camunda-admin").list().stream()
                .map(user -> user.getId())
                .toList();
        importOfficers(b + ",乙," + street + ",SYSTEM_ADMIN,,");
        administrators.forEach(id -> identity.deleteMembership(id, "camunda-admin"));
        asAdministrator();
        assertRefused(() -> people.left(b), Refused.Kind.CONFLICT, "最后一名");
        identity.clearAuthentication();
        administrators.forEach(id -> identity.createMembership(id, "camunda-admin"));
        assertThat(directory.officer(b)).isPresent();
    }

    // --- whom notices reach

    @Test
    void recipients_firstResponsiblePersonThenHisSubstituteThenUpwards() {
        assertThat(recipients()).containsExactly(a);
        as(a);
        people.away(a, null, null, b);
        assertThat(recipients()).containsExactly(b);
        importUnits(street + "001,某社区,COMMUNITY," + street, street + "001001,某网格,GRID," + street + "001");
        assertThat(directory.recipients(directory.require(street + "001001")))
                .extracting(Officer::id)
                .containsExactly(b);
    }

    @Test
    void departmentWithoutOfficers_districtsDeskIsTold() {
        importUnits("420106-X" + street + ",某局,DEPARTMENT,420106");
        assertThat(directory.recipients(directory.require("420106-X" + street)))
                .extracting(Officer::id)
                .containsExactly("desk-1");
    }

    @Test
    void districtWithoutAnybody_citysDeskIsTold() {
        importUnits("420188,某区,DISTRICT,4201", "420188001,某街道,STREET,420188");
        assertThat(directory.recipients(directory.require("420188001")))
                .extracting(Officer::id)
                .containsExactly("city-desk-1");
    }

    private void as(String officerId) {
        identity.setAuthentication(officerId, List.of(street));
    }

    private void asAdministrator() {
        identity.setAuthentication("somebody", List.of("role-security-admin"));
    }

    private List<String> recipients() {
        return directory.recipients(directory.require(street)).stream()
                .map(Officer::id)
                .toList();
    }

    private List<String> groups(String userId) {
        return identity.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .toList();
    }

    private String assignee(String taskId) {
        return tasks.createTaskQuery().taskId(taskId).singleResult().getAssignee();
    }

    /** An engine task and its row of the inbox, as the inbox's listener writes it for a task of a model. */
    private String claimedTask(String officerId) {
        Task task = tasks.newTask();
        task.setAssignee(officerId);
        tasks.saveTask(task);
        claimed.add(task.getId());
        Long appeal = anAppeal(task.getId());
        jdbc.update(
                "insert into inbox (task_id, process_instance_id, task_key, task_name, appeal_id, appeal_number, subject,"
                        + " unit_code, unit_path, place_path, assignee, level, urgency, created_at)"
                        + " values (?, '-', '-', '办理诉求', ?, '-', '-', ?, ?, '/4201/', ?, 'STREET', 'BY_DEADLINE',"
                        + " current_timestamp)",
                task.getId(),
                appeal,
                street,
                directory.require(street).path(),
                officerId);
        return task.getId();
    }

    private Long anAppeal(String sourceId) {
        jdbc.update(
                "insert into appeal (number, source, source_id, requester_kind, subject, text, signals, reported_at,"
                        + " received_at, place_unit, place_path, state, round, return_count, callback_attempts)"
                        + " values (?, 'PEOPLE-TEST', ?, 'RESIDENT', '-', '-', '', current_timestamp, current_timestamp,"
                        + " '4201', '/4201/', 'OPEN', 1, 0, 0)",
                sourceId,
                sourceId);
        return jdbc.queryForObject(
                "select id from appeal where source = 'PEOPLE-TEST' and source_id = ?", Long.class, sourceId);
    }

    private void importUnits(String... rows) {
        assertThat(importer.importUnits(csv("code,name,level,parent_code", rows))
                        .refused())
                .isEmpty();
    }

    private OfficerReport importOfficers(String... rows) {
        return importer.importOfficers(csv("id,name,unit_code,roles,email,first_responsible", rows));
    }

    private static ByteArrayInputStream csv(String heading, String... rows) {
        return new ByteArrayInputStream(Stream.concat(Stream.of(heading), Stream.of(rows))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(ThrowingCallable act, Refused.Kind kind, String words) {
        assertThatThrownBy(act)
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(kind));
    }
}

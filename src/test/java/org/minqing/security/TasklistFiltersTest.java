package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.TestDirectory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tasklist's lists, asked as Tasklist asks: by an officer, over HTTP. */
@MinqingTest
class TasklistFiltersTest {

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Autowired
    GuardedWork work;

    @Autowired
    FilterService filters;

    @Autowired
    TaskService tasks;

    GuardedWork.Case filed;

    @BeforeEach
    void file() {
        users.officer("grid-2");
        filed = work.file(TestDirectory.OTHER_GRID);
    }

    @Test
    void officer_findsAllListsAndCannotChangeThem() {
        Browser rest = rest();
        assertThat(rest.get("/engine-rest/filter?resourceType=Task").body())
                .contains("待认领", "我的在办", "即将到期", "已超期", "立刻办", "待签字", "待回访");
        assertThat(rest.send("DELETE", "/engine-rest/filter/" + id("待认领"), null, null)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void taskIsClaimed_goesFromUnclaimedToMine() {
        assertThat(isIn("待认领")).isTrue();
        assertThat(isIn("我的在办")).isFalse();
        tasks.claim(filed.taskId(), "grid-2");
        assertThat(isIn("待认领")).isFalse();
        assertThat(isIn("我的在办")).isTrue();
    }

    @Test
    void timePasses_taskIsSoonDueThenOverdue() {
        Task task = tasks.createTaskQuery().taskId(filed.taskId()).singleResult();
        Instant due = task.getDueDate().toInstant();
        ClockUtil.setCurrentTime(Date.from(due.minus(Duration.ofHours(30))));
        assertThat(isIn("即将到期")).isFalse();
        ClockUtil.setCurrentTime(Date.from(due.minus(Duration.ofHours(2))));
        assertThat(isIn("即将到期")).isTrue();
        assertThat(isIn("已超期")).isFalse();
        ClockUtil.setCurrentTime(Date.from(due.plus(Duration.ofHours(1))));
        assertThat(isIn("已超期")).isTrue();
        assertThat(isIn("即将到期")).isFalse();
    }

    @Test
    void everyList_isAnsweredByTheInboxAsTheEngineItselfWould() {
        for (Filter list : filters.createFilterQuery().list()) {
            assertThat(InboxAnswers.isAnswered(list.getQuery()))
                    .as(list.getName())
                    .isTrue();
            String path = "/engine-rest/filter/" + list.getId();
            String sorted = "{\"sorting\":[{\"sortBy\":\"created\",\"sortOrder\":\"desc\"}]";
            // the inbox knows no names of tasks, so this is asked of the engine's tables
            JsonNode engines = rows(rest().post(path + "/list", sorted + ",\"nameLike\":\"%\"}"));
            JsonNode ours = rows(rest().post(path + "/list", sorted + "}"));
            assertThat(ours).as(list.getName()).containsExactlyInAnyOrderElementsOf(engines);
            for (String key : List.of("due", "created")) { // among equals the engine has no order
                assertThat(ours.findValuesAsText(key)).as(list.getName()).isEqualTo(engines.findValuesAsText(key));
            }
            assertThat(rest().post(path + "/count", "{}").body())
                    .isEqualTo(
                            rest().post(path + "/count", "{\"nameLike\":\"%\"}").body());
        }
    }

    private static JsonNode rows(HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(answer.body(), impossible);
        }
    }

    private boolean isIn(String name) {
        String only = "{\"processInstanceId\":\"" + filed.processInstanceId() + "\"}";
        String path = "/engine-rest/filter/" + id(name);
        boolean counted = rest().post(path + "/count", only).body().equals("{\"count\":1}");
        assertThat(rest().post(path + "/list", only).body().contains(filed.taskId()))
                .isEqualTo(counted);
        return counted;
    }

    private String id(String name) {
        return filters.createFilterQuery().filterName(name).list().stream()
                .map(Filter::getId)
                .findFirst()
                .orElseThrow();
    }

    private Browser rest() {
        return new Browser(port).basic("grid-2", TestUsers.PASSWORD);
    }
}

package org.minqing.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.Refused;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.NewAppeal;
import org.minqing.appeal.Requester;
import org.minqing.appeal.RequesterKind;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@MinqingTest
class TaskCardTest {

    private static final String HANDLE = "userTask_handleAppeal";

    @Autowired
    private TaskCardService cards;

    @Autowired
    private UnitFinder units;

    @Autowired
    private ProcessDriver driver;

    @Autowired
    private AppealService appeals;

    @Autowired
    private IdentityService identity;

    @LocalServerPort
    private int port;

    @Test
    void handlerOpensHisTask_theCardTellsTheCaseButNoPersonalData() {
        driver.clock("2026-03-02T10:00");
        Appeal appeal = file();
        driver.answer(appeal, HANDLE, "grid-1", "ESCALATE", "reason", "网格无法处理");
        TaskCard card =
                as("community-1", () -> cards.card(driver.task(appeal, HANDLE).taskId()));

        assertThat(card)
                .returns(appeal.number(), TaskCard::number)
                .returns("柴林头社区第一网格", TaskCard::placeUnit)
                .returns("柴林头社区", TaskCard::unit)
                .returns("3月5日 17:30", TaskCard::dueAt)
                .returns("还剩 3 天", TaskCard::left)
                .returns("限期办在社区办理 3 个工作日，自 3月2日 10:00 进入社区起算；到期未办结即上报上一层级", TaskCard::dueWhy)
                .returns(List.of(new TaskCard.Said("最需要", "尽快修好")), TaskCard::asks);
        assertThat(card.timeline())
                .anySatisfy(entry -> assertThat(entry)
                        .returns("上报", TaskCard.Happening::label)
                        .returns("网格员甲", TaskCard.Happening::who)
                        .returns("网格无法处理", TaskCard.Happening::note));
        assertThat(card.toString()).doesNotContain("王某", "13800000000");
    }

    @Test
    void strangerAsksForACard_itIsNotThereForHim() {
        String taskId = driver.task(file(), HANDLE).taskId();
        assertThatThrownBy(() -> as("grid-2", () -> cards.card(taskId)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("没有找到");
        assertThat(as("grid-2", () -> cards.briefs(List.of(taskId)))).isEmpty();
    }

    @Test
    void listAsksForItsTasks_itGetsThoseOfTheCaller() {
        String own = driver.task(file(), HANDLE).taskId();
        String other =
                driver.task(driver.file(TestDirectory.OTHER_GRID), HANDLE).taskId();
        assertThat(as("grid-1", () -> cards.briefs(List.of(own, other, "unknown"))))
                .extracting(TaskCard.Brief::taskId)
                .containsExactly(own);
    }

    @Test
    void unitIsSoughtByItsName_thoseOfTheDistrictAreFound() {
        assertThat(as("desk-1", () -> units.find("柴林头 第一")))
                .extracting(UnitFinder.Found::code)
                .containsExactly(TestDirectory.GRID);
        assertThat(as("desk-1", () -> units.find("珞南"))).isEmpty();
        assertThat(as("desk-1", () -> units.find("%"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks/x/card", "tasks/cards?ids=x", "units?q=x"})
    void nobodyIsSignedIn_nothingIsSaid(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/camunda/api/minqing/" + path));
        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private Appeal file() {
        return appeals.get(appeals.receive(new NewAppeal(
                        "test",
                        null,
                        RequesterKind.RESIDENT,
                        new Requester("王某", "13800000000", null, null),
                        "楼道灯不亮",
                        null,
                        null,
                        TestDirectory.GRID,
                        null,
                        null,
                        "尽快修好",
                        null,
                        null,
                        null,
                        null,
                        null))
                .number());
    }

    private <T> T as(String officer, Supplier<T> act) {
        identity.setAuthentication(officer, List.of());
        try {
            return act.get();
        } finally {
            identity.clearAuthentication();
        }
    }
}

package org.minqing.leadercase;

import java.util.List;
import java.util.Map;
import org.minqing.Refused;
import org.minqing.appeal.Resolution;
import org.minqing.engine.Step;
import org.minqing.inbox.Answer;
import org.minqing.inbox.Field;
import org.minqing.inbox.OpenTask;
import org.minqing.inbox.Outcome;
import org.minqing.inbox.TaskForm;
import org.minqing.inbox.TaskHandler;
import org.springframework.stereotype.Component;

/** The answers to the tasks of a leader's case; what is his to do, nobody does for him. */
@Component
class LeaderCaseTasks implements TaskHandler {

    private static final String ORIGINAL_DUE = "沿用诉求原有的办理期限，领导带件不改变期限";

    private static final String RESOLVE = "RESOLVE";
    private static final String ORDER = "ORDER";
    private static final String HAND_BACK = "HAND_BACK";

    private final LeaderCaseService service;

    LeaderCaseTasks(LeaderCaseService service) {
        this.service = service;
    }

    @Override
    public List<TaskForm> forms() {
        return List.of(
                TaskForm.of(
                        LeaderCaseModel.VISIT,
                        ORIGINAL_DUE,
                        Outcome.of("VISITED", "已走访", Field.text("findings", "走访情况", 5000))),
                TaskForm.of(
                        LeaderCaseModel.DECIDE,
                        ORIGINAL_DUE,
                        Outcome.of(
                                RESOLVE,
                                "办结",
                                Field.text("reply", "答复内容", 5000),
                                Field.of("households", "受益户数", Field.Type.COUNT).optional(),
                                Field.of("people", "受益人数", Field.Type.COUNT).optional(),
                                Field.of("money", "涉及金额（元）", Field.Type.MONEY).optional()),
                        Outcome.of(
                                ORDER,
                                "交办",
                                Field.of("targetUnit", "承办单位代码", Field.Type.UNIT),
                                Field.text("instruction", "交办要求", 1000)),
                        Outcome.of(HAND_BACK, "退回原层级", Field.text("reason", "理由", 500))),
                TaskForm.of(
                        LeaderCaseModel.CARRY_OUT,
                        ORIGINAL_DUE,
                        Outcome.of("DONE", "已完成", Field.text("result", "完成情况", 2000))));
    }

    @Override
    public Map<String, Object> answered(OpenTask task, Answer answer, String actor, Step step) {
        long appeal = task.appealId();
        if (task.taskKey().equals(LeaderCaseModel.CARRY_OUT)) {
            service.carriedOut(appeal, answer.text("result"), actor, step);
            return Map.of();
        }
        if (!actor.equals(service.taken(appeal).leaderId())) {
            throw Refused.forbidden("带件下访须由领导本人办理");
        }
        switch (answer.outcome()) {
            case ORDER -> {
                return service.order(appeal, answer.text("targetUnit"), answer.text("instruction"), actor, step);
            }
            case RESOLVE ->
                service.resolve(
                        appeal,
                        new Resolution(
                                answer.text("reply"),
                                actor,
                                service.taken(appeal).unitCode(),
                                answer.count("households"),
                                answer.count("people"),
                                answer.money("money")),
                        step);
            case HAND_BACK -> service.handedBack(appeal, answer.text("reason"), actor, step);
            default -> service.visited(appeal, answer.text("findings"), actor, step);
        }
        return Map.of();
    }
}

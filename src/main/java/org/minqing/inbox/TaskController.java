package org.minqing.inbox;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.Map;
import org.minqing.Refused;
import org.minqing.appeal.Level;
import org.minqing.appeal.UrgencyClass;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A unit's tasks, for its people and for its systems. */
@RestController
@RequestMapping("/api/v1/tasks")
@Tag(name = "tasks", description = "本单位的任务 · the tasks of one's unit")
class TaskController {

    private final TaskReadService reading;
    private final TaskWorkService work;

    TaskController(TaskReadService reading, TaskWorkService work) {
        this.reading = reading;
        this.work = work;
    }

    @Operation(summary = "列出本单位的任务 · List the tasks of my unit")
    @GetMapping
    TaskPage list(
            @Parameter(description = "CLAIMABLE 待认领，CLAIMED 已认领，MINE 本人认领 · by claim")
                    @RequestParam(name = "state", required = false)
                    TaskFilter.State state,
            @Parameter(description = "任务种类，如 userTask_acceptPart · kind of task")
                    @RequestParam(name = "key", required = false)
                    String key,
            @RequestParam(name = "level", required = false) Level level,
            @RequestParam(name = "urgency", required = false) UrgencyClass urgency,
            @RequestParam(name = "overdue", required = false) Boolean overdue,
            @Parameter(description = "早于此时到期，如 2026-03-05T17:30:00+08:00 · due before")
                    @RequestParam(name = "dueBefore", required = false)
                    OffsetDateTime dueBefore,
            @Parameter(description = "类别代码；大类包含其下各类 · category code, a class includes its leaves")
                    @RequestParam(name = "category", required = false)
                    String category,
            @Parameter(description = "诉求编号 · appeal number") @RequestParam(name = "appeal", required = false)
                    String appeal,
            @Parameter(description = "dueAt, -dueAt, createdAt, -createdAt, urgency")
                    @RequestParam(name = "sort", defaultValue = "dueAt")
                    String sort,
            @Parameter(description = "上一页给出的 next · next of the page before")
                    @RequestParam(name = "cursor", required = false)
                    String cursor,
            @Parameter(description = "1–200") @RequestParam(name = "limit", defaultValue = "50") int limit) {
        return reading.page(
                new TaskFilter(state, key, level, urgency, overdue, dueBefore, category, appeal),
                TaskOrder.of(sort),
                cursor,
                limit);
    }

    @Operation(summary = "查询一项任务、其诉求和可选的处理结果 · Read a task, its case and what may be answered")
    @GetMapping("/{taskId}")
    TaskView task(@PathVariable("taskId") String taskId) {
        return reading.one(taskId);
    }

    @Operation(summary = "认领 · Claim")
    @PostMapping("/{taskId}/claim")
    TaskView claim(@PathVariable("taskId") String taskId) {
        work.claim(taskId);
        return reading.one(taskId);
    }

    @Operation(summary = "放回本单位 · Give back to my unit")
    @PostMapping("/{taskId}/release")
    TaskView release(@PathVariable("taskId") String taskId) {
        work.release(taskId);
        return reading.one(taskId);
    }

    @Operation(summary = "提交处理结果，办结任务 · Complete with an outcome")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(
                                        name = "acceptPart",
                                        summary = "签收 · accept",
                                        value = "{\"outcome\": \"ACCEPT\"}"),
                                @ExampleObject(
                                        name = "giveOpinion",
                                        summary = "提交部门意见和措施 · opinion with measures",
                                        value =
                                                "{\"outcome\": \"OPINION\", \"fields\": {\"opinion\": \"需新增一台变压器\", \"measure1\": \"更换变压器\"}}"),
                                @ExampleObject(
                                        name = "carryOutMeasure",
                                        summary = "完成措施 · carry out a measure",
                                        value = "{\"outcome\": \"DONE\", \"fields\": {\"result\": \"变压器已更换并送电\"}}"),
                                @ExampleObject(
                                        name = "handleAppeal",
                                        summary = "办结诉求 · resolve an appeal",
                                        value =
                                                "{\"outcome\": \"RESOLVE\", \"fields\": {\"reply\": \"路灯已修复\", \"people\": 300}}")
                            }))
    @PostMapping("/{taskId}/complete")
    TaskWorkService.Completed complete(@PathVariable("taskId") String taskId, @RequestBody TaskAnswer answer) {
        return work.complete(taskId, answer.outcome(), answer.fields());
    }

    @Operation(summary = "申请延期，每个层级一次 · Ask for more time, once per level")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "extension",
                                            value = "{\"reason\": \"材料尚未到货\", \"amount\": 1}")))
    @PostMapping("/{taskId}/extension-requests")
    @ResponseStatus(HttpStatus.CREATED)
    TaskWorkService.Completed extend(@PathVariable("taskId") String taskId, @RequestBody ExtensionAsked asked) {
        if (asked.amount() == null) {
            throw Refused.invalid("amount", "延期时长不能为空");
        }
        return work.extend(taskId, asked.reason(), asked.amount());
    }

    /**
     * @param outcome code of one of the task's outcomes
     * @param fields the outcome's fields by name
     */
    @Schema(description = "处理结果 · an answer to a task")
    record TaskAnswer(String outcome, Map<String, Object> fields) {}

    /** @param amount hours, working days or calendar days, as the level's deadline counts */
    @Schema(description = "延期申请 · a request for more time")
    record ExtensionAsked(String reason, Integer amount) {}
}

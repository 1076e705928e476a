package org.minqing.inbox;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** For our pages in the webapps: what the one who is signed in may answer on a case, and his answer. */
@RestController
@RequestMapping("/camunda/api/minqing")
class OwnTaskController {

    private static final int MOST = 50;

    private final TaskReadService reading;
    private final TaskWorkService work;

    OwnTaskController(TaskReadService reading, TaskWorkService work) {
        this.reading = reading;
        this.work = work;
    }

    /** The open tasks on a case that he may work on, each with its outcomes and their fields. */
    @GetMapping("/appeals/{number}/tasks")
    ResponseEntity<TaskPage> tasks(@PathVariable("number") String number) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(reading.page(
                        new TaskFilter(null, null, null, null, null, null, null, number),
                        TaskOrder.of("dueAt"),
                        null,
                        MOST));
    }

    @PostMapping("/tasks/{taskId}/complete")
    TaskWorkService.Completed complete(
            @PathVariable("taskId") String taskId, @RequestBody TaskController.TaskAnswer answer) {
        return work.complete(taskId, answer.outcome(), answer.fields());
    }
}

package org.minqing.inbox;

import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves Tasklist's own parts, to whoever is signed in there. */
@RestController
@RequestMapping("/camunda/api/minqing/tasks")
class TaskCardController {

    private final TaskCardService cards;
    private final TaskCounts counts;

    TaskCardController(TaskCardService cards, TaskCounts counts) {
        this.cards = cards;
        this.counts = counts;
    }

    @GetMapping("/{taskId}/card")
    ResponseEntity<TaskCard> card(@PathVariable String taskId) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(cards.card(taskId));
    }

    @GetMapping("/counts")
    Map<String, Integer> counts() {
        return counts.counts();
    }

    @GetMapping("/cards")
    ResponseEntity<List<TaskCard.Brief>> briefs(@RequestParam List<String> ids) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(cards.briefs(ids));
    }
}

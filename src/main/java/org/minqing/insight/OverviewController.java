package org.minqing.insight;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves Cockpit's own parts, to whoever is signed in there. */
@RestController
@RequestMapping("/camunda/api/minqing/overview")
class OverviewController {

    private final OverviewService overview;

    OverviewController(OverviewService overview) {
        this.overview = overview;
    }

    @GetMapping
    Overview overview() {
        return overview.overview();
    }

    @GetMapping("/problems")
    List<Overview.Problem> problems() {
        return overview.problems();
    }

    @GetMapping("/tasks")
    List<Overview.Task> tasks() {
        return overview.tasks();
    }

    @GetMapping("/effects")
    List<Overview.Effect> effects() {
        return overview.effects();
    }
}

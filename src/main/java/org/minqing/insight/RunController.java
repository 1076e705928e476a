package org.minqing.insight;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the tab beside Cockpit's instance pages. */
@RestController
@RequestMapping("/camunda/api/minqing/insight/runs/{run}")
class RunController {

    private final RunService runs;

    RunController(RunService runs) {
        this.runs = runs;
    }

    @GetMapping
    ResponseEntity<Run> run(@PathVariable String run) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(runs.run(run));
    }
}

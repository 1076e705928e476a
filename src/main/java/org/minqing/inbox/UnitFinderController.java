package org.minqing.inbox;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves the unit finder beside Tasklist's forms, to whoever is signed in there. */
@RestController
@RequestMapping("/camunda/api/minqing/units")
class UnitFinderController {

    private final UnitFinder units;

    UnitFinderController(UnitFinder units) {
        this.units = units;
    }

    @GetMapping
    List<UnitFinder.Found> find(@RequestParam String q) {
        return units.find(q);
    }
}

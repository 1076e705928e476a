package org.minqing.leadercase;

import io.swagger.v3.oas.annotations.Operation;
import org.minqing.engine.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A leader takes a case himself. */
@RestController
class LeaderCaseController {

    private final LeaderCaseService leaderCases;
    private final Caller caller;

    LeaderCaseController(LeaderCaseService leaderCases, Caller caller) {
        this.leaderCases = leaderCases;
        this.caller = caller;
    }

    @Operation(summary = "领导带件下访 · Take a case as its leader")
    @PostMapping("/api/v1/appeals/{number}/leader-case")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void take(@PathVariable("number") String number) {
        leaderCases.take(number, caller.idOr(""));
    }
}

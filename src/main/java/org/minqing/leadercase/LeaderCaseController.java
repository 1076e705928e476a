package org.minqing.leadercase;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import java.util.List;
import org.minqing.engine.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A leader takes a case himself; who sees it, reads how far he is. */
@RestController
@RequestMapping({"/api/v1", "/camunda/api/minqing"})
class LeaderCaseController {

    private final LeaderCaseService leaderCases;
    private final LeaderCaseRecordService records;
    private final Caller caller;

    LeaderCaseController(LeaderCaseService leaderCases, LeaderCaseRecordService records, Caller caller) {
        this.leaderCases = leaderCases;
        this.records = records;
        this.caller = caller;
    }

    @Operation(summary = "列出领导带件及其进展 · List the cases that leaders have taken")
    @GetMapping("/leader-cases")
    List<LeaderCaseRecord> all() {
        return records.all();
    }

    @Operation(summary = "查询一件诉求的带件记录 · Read the record of leaders on one case")
    @GetMapping("/appeals/{number}/leader-case")
    LeaderCaseRecords ofAppeal(@PathVariable("number") String number) {
        return records.ofAppeal(number);
    }

    @Operation(summary = "领导带件下访 · Take a case as its leader")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "leaderCase",
                                            summary = "领导带件 · a leader takes a case",
                                            value = "{\"reason\": \"居民多次反映，本人前往走访\"}")))
    @PostMapping("/appeals/{number}/leader-case")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void take(@PathVariable("number") String number, @RequestBody Taking taking) {
        leaderCases.take(number, taking.reason(), caller.idOr(""));
    }

    /** @param reason why the leader takes it */
    record Taking(String reason) {}
}

package org.minqing.directtrain;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import org.minqing.engine.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The sittings of leaders' working groups. */
@RestController
@RequestMapping("/api/v1/train-sittings")
class SittingController {

    private final DirectTrainService trains;
    private final Caller caller;

    SittingController(DirectTrainService trains, Caller caller) {
        this.trains = trains;
        this.caller = caller;
    }

    @Operation(summary = "安排一期直通车 · Open a sitting with a batch of appeals")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Sitting open(@RequestBody NewSitting given) {
        return trains.open(given.leader(), given.appeals(), given.lastDay(), caller.idOr("source:api"));
    }

    @Operation(summary = "列出各期直通车及其件数 · List the sittings with their counts")
    @GetMapping
    List<Sitting> list() {
        return trains.sittings();
    }

    /**
     * @param leader officer id of the leader who holds it
     * @param appeals numbers
     * @param lastDay null = today
     */
    record NewSitting(String leader, List<String> appeals, LocalDate lastDay) {}
}

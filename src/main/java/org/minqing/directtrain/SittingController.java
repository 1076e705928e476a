package org.minqing.directtrain;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The sittings of leaders' working groups. */
@RestController
@RequestMapping({"/api/v1/train-sittings", "/camunda/api/minqing/train-sittings"})
class SittingController {

    private final SittingService sittings;

    SittingController(SittingService sittings) {
        this.sittings = sittings;
    }

    @Operation(summary = "安排一期直通车 · Open a sitting with a batch of appeals")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "sitting",
                                            summary = "一期直通车 · a sitting",
                                            value =
                                                    "{\"leader\": \"leader01\", \"appeals\": [\"420106-20260302-00001\"], \"lastDay\": \"2026-12-31\"}")))
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Sitting open(@RequestBody NewSitting given) {
        return sittings.open(given.leader(), given.appeals(), given.lastDay());
    }

    @Operation(summary = "列出各期直通车及其件数 · List the sittings with their counts")
    @GetMapping
    List<Sitting> list() {
        return sittings.sittings();
    }

    @Operation(summary = "查询一期直通车 · Read one sitting")
    @GetMapping("/{sitting}")
    Sitting sitting(@PathVariable("sitting") String sitting) {
        return sittings.sitting(sitting);
    }

    @Operation(summary = "查询可安排的领导和诉求 · Who may hold a sitting, and which appeals it may take")
    @GetMapping("/choices")
    SittingChoices choices(
            @Parameter(description = "编号或标题中的文字 · part of a number or a subject")
                    @RequestParam(name = "words", required = false)
                    String words,
            @RequestParam(name = "kind", required = false) TrainCase.Kind kind) {
        return sittings.choices(words, kind);
    }

    /**
     * @param leader officer id of the leader who holds it
     * @param appeals numbers
     * @param lastDay null = the first day whose 17:30 is still ahead
     */
    record NewSitting(String leader, List<String> appeals, LocalDate lastDay) {}
}

package org.minqing.closing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import org.minqing.appeal.Rating;
import org.minqing.engine.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The requester's side: the source channel's answer, a withdrawal, a rating. */
@RestController
@RequestMapping("/api/v1/appeals/{number}")
class ClosingController {

    private final ClosingService closing;
    private final Caller caller;

    ClosingController(ClosingService closing, Caller caller) {
        this.closing = closing;
        this.caller = caller;
    }

    @Operation(summary = "来源渠道已答复 · The source channel has replied")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(examples = @ExampleObject(name = "sourceReply", value = "{\"text\": \"路灯已修复\"}")))
    @PostMapping("/reply")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reply(@PathVariable String number, @RequestBody Reply reply) {
        closing.sourceReplied(number, reply.text(), caller.idOr("source:api"));
    }

    @Operation(summary = "撤回诉求 · Withdraw an appeal")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(examples = @ExampleObject(name = "withdrawal", value = "{\"reason\": \"已自行解决\"}")))
    @PostMapping("/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String number, @RequestBody Withdrawal withdrawal) {
        closing.withdraw(number, withdrawal.reason(), caller.idOr("requester"));
    }

    @Operation(summary = "评价 · Rate")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "rating",
                                            value = "{\"rating\": \"SATISFIED\", \"comment\": \"很快\"}")))
    @PostMapping("/rating")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rate(@PathVariable String number, @RequestBody RatingGiven given) {
        closing.rate(number, given.rating(), given.comment(), caller.idOr("requester"));
    }

    /** @param text the answer as the requester reads it */
    record Reply(String text) {}

    /** @param reason may be null */
    record Withdrawal(String reason) {}

    /** @param comment may be null */
    record RatingGiven(Rating rating, String comment) {}
}

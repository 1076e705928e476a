package org.minqing.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import java.net.URI;
import org.minqing.appeal.AppealService.Receipt;
import org.minqing.rest.CommitsByItself;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Appeals over REST: 201 for a new one, 200 for one that is known. */
@RestController
class IntakeController {

    private final IntakeService intake;

    IntakeController(IntakeService intake) {
        this.intake = intake;
    }

    @CommitsByItself
    @Operation(summary = "登记诉求 · File an appeal")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "fileAppeal",
                                            value =
                                                    "{\"source\": \"hotline\", \"subject\": \"路灯不亮\", \"text\": \"楼下路灯坏了三天\", \"unitCode\": \"420106001001001\", \"requester\": {\"name\": \"张三\", \"phone\": \"13800000000\"}}")))
    @PostMapping("/api/v1/appeals")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Receipt> receive(@RequestBody AppealRequest request) {
        Receipt receipt = intake.receive(request);
        return ResponseEntity.status(receipt.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(URI.create("/api/v1/appeals/" + receipt.number()))
                .body(receipt);
    }
}

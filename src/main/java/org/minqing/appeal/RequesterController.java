package org.minqing.appeal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import java.util.List;
import java.util.Optional;
import org.minqing.Refused;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Personal data of requesters, over REST and for whoever is signed in at the webapps. What is asked stands in the body: an
 * address is written to logs.
 */
@RestController
class RequesterController {

    private static final String REST = "/api/v1/appeals/{number}/requester";
    private static final String WEBAPPS = "/camunda/api/minqing/appeals/{number}/requester";

    private final RequesterService requesters;
    private final ErasureService erasures;

    RequesterController(RequesterService requesters, ErasureService erasures) {
        this.requesters = requesters;
        this.erasures = erasures;
    }

    @Operation(summary = "诉求人信息，已隐去 · The requester, masked")
    @GetMapping({REST, WEBAPPS})
    ResponseEntity<Requester> masked(@PathVariable String number) {
        Optional<Requester> masked = requesters.masked(number);
        return notKept(masked.orElseThrow(() -> Refused.notFound("诉求 %s 没有登记诉求人信息".formatted(number))));
    }

    @Operation(summary = "说明理由，查看诉求人信息 · The requester in full, with a reason")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "reveal",
                                            summary = "电话回访 · to call back",
                                            value = "{\"reason\": \"电话回访\"}")))
    @PostMapping({REST + "/reveal", WEBAPPS + "/reveal"})
    ResponseEntity<Requester> reveal(@PathVariable String number, @RequestBody Why why) {
        return notKept(requesters.reveal(number, why.reason()));
    }

    @Operation(summary = "按电话查找诉求 · Find appeals by telephone")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "searchByPhone",
                                            summary = "来电人此前的诉求 · what a caller has asked before",
                                            value = "{\"phone\": \"138 0000 0000\"}")))
    @PostMapping("/api/v1/requesters/search")
    ResponseEntity<List<RequesterService.Hit>> search(@RequestBody Number number) {
        return notKept(requesters.byPhone(number.phone()));
    }

    /** 200 also when it was asked before. */
    @Operation(summary = "删除诉求人信息 · Erase the requester's data")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "erasure",
                                            summary = "诉求人要求删除 · asked for by the requester",
                                            value = "{\"reason\": \"诉求人要求删除\"}")))
    @PostMapping(REST + "/erasure")
    ErasureService.Outcome erase(@PathVariable String number, @RequestBody Why why) {
        return erasures.request(number, why.reason());
    }

    private static <T> ResponseEntity<T> notKept(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }

    /** @param reason 2 to 200 characters */
    record Why(String reason) {}

    /** @param phone whatever stands between its digits */
    record Number(String phone) {

        @Override
        public String toString() {
            return "Number[…]";
        }
    }
}

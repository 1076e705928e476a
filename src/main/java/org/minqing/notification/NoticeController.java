package org.minqing.notification;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The notices of the caller's unit, over REST and for Tasklist. */
@RestController
@RequestMapping({"/api/v1/notices", "/camunda/api/minqing/notices"})
class NoticeController {

    private final NoticeListService notices;

    NoticeController(NoticeListService notices) {
        this.notices = notices;
    }

    /** Ids of notices, at most 50. */
    record Ids(List<String> ids) {}

    @Operation(summary = "本单位的通知 · My unit's notices")
    @GetMapping
    ResponseEntity<List<NoticeListService.Line>> mine(@RequestParam(defaultValue = "false") boolean unread) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(notices.mine(unread));
    }

    @Operation(summary = "标为已读 · Mark as read")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "readNotices",
                                            summary = "两条通知 · two notices",
                                            value = "{\"ids\": [\"1\", \"2\"]}")))
    @PostMapping("/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@RequestBody Ids body) {
        notices.read(body.ids());
    }

    @Operation(summary = "确认未能送达的通知 · Acknowledge a notice that did not reach its receiver")
    @PostMapping("/{id}/acknowledgement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void acknowledge(@PathVariable String id) {
        notices.acknowledge(id);
    }

    @Operation(summary = "通知的投递记录 · A notice's delivery log")
    @GetMapping("/{id}/attempts")
    ResponseEntity<List<DeliveryAttempt>> attempts(@PathVariable String id) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(notices.attempts(id));
    }
}

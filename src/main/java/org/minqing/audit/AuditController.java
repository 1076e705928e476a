package org.minqing.audit;

import io.swagger.v3.oas.annotations.Operation;
import java.time.OffsetDateTime;
import java.util.List;
import org.minqing.Refused;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit over REST, for auditors; newest first. */
@RestController
class AuditController {

    private static final int MOST = 500;

    private final AuditService audit;

    AuditController(AuditService audit) {
        this.audit = audit;
    }

    /**
     * @param of {@code others} (changes beside cases, readings of personal data) or {@code cases} (their timelines)
     * @param before the smallest id of the page before
     */
    @Operation(summary = "审计记录 · The audit")
    @GetMapping("/api/v1/audit")
    ResponseEntity<List<AuditView>> entries(
            @RequestParam(defaultValue = "others") String of,
            @RequestParam(required = false) String appeal,
            @RequestParam(required = false) String actor,
            @RequestParam(required = false) String action,
            @RequestParam(required = false) OffsetDateTime from,
            @RequestParam(required = false) OffsetDateTime to,
            @RequestParam(required = false) Long before,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refused.invalid("limit", "每页应为 1 至 %d 条".formatted(MOST));
        }
        AuditQuery query = new AuditQuery(
                kind(of),
                appeal,
                actor,
                action,
                from == null ? null : from.toInstant(),
                to == null ? null : to.toInstant(),
                before,
                limit);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(audit.entries(query));
    }

    private static EntryKind kind(String of) {
        return switch (of) {
            case "others" -> EntryKind.OTHER;
            case "cases" -> EntryKind.TIMELINE;
            default -> throw Refused.invalid("of", "应为 others 或 cases");
        };
    }
}

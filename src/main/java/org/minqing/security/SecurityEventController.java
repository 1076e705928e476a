package org.minqing.security;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reads the latest security events, for the security administrator. */
@RestController
class SecurityEventController {

    private final SecurityEvents events;

    SecurityEventController(SecurityEvents events) {
        this.events = events;
    }

    @Operation(summary = "最近的安全事件（安全管理员） · The latest security events")
    @GetMapping("/api/v1/security/events")
    List<SecurityEvents.Event> latest() {
        return events.latest();
    }
}

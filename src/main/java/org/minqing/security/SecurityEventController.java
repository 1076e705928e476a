package org.minqing.security;

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

    @GetMapping("/api/v1/security/events")
    List<SecurityEvents.Event> latest() {
        return events.latest();
    }
}

package org.minqing.intake;

import org.minqing.security.OpenToAll;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page for reporting with a telephone. It holds nothing; who has not signed in at the webapps signs in on it. */
@RestController
@OpenToAll
@RequestMapping("/camunda/report")
class QuickReportPageController {

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; object-src 'none'")
                .header("Referrer-Policy", "no-referrer")
                .body(new ClassPathResource("screens/report.html"));
    }
}

package org.minqing.directtrain;

import org.minqing.security.OpenToAll;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The dispatch desk's page, since nobody of the desk comes to Cockpit: the sittings it prepares and the areas of the guidance
 * groups. It holds nothing; what it shows is asked for under the name of who has signed in at the webapps.
 */
@RestController
@OpenToAll
@RequestMapping("/camunda/desk")
class DeskPageController {

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; object-src 'none'")
                .header("Referrer-Policy", "no-referrer")
                .body(new ClassPathResource("screens/desk.html"));
    }
}

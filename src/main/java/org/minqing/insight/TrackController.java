package org.minqing.insight;

import jakarta.servlet.http.HttpServletRequest;
import org.minqing.appeal.Rating;
import org.minqing.security.OpenToAll;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The requester's page, without an account. Number and code travel in the body, so that no log keeps them. */
@RestController
@OpenToAll
@RequestMapping("/track")
class TrackController {

    private final TrackService track;

    TrackController(TrackService track) {
        this.track = track;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; object-src 'none'")
                .header("Referrer-Policy", "no-referrer")
                .body(new ClassPathResource("screens/track.html"));
    }

    @PostMapping("/case")
    ResponseEntity<Tracked> track(@RequestBody Asked asked, HttpServletRequest request) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(track.track(asked.number(), asked.code(), request.getRemoteAddr()));
    }

    @PostMapping("/rating")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rate(@RequestBody Given given, HttpServletRequest request) {
        track.rate(given.number(), given.code(), request.getRemoteAddr(), given.rating(), given.comment());
    }

    record Asked(String number, String code) {}

    /** @param comment may be null */
    record Given(String number, String code, Rating rating, String comment) {}
}

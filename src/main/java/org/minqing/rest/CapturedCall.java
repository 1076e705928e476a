package org.minqing.rest;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** A call under a key while it is carried out; its answer is held back until it is known to stand. */
final class CapturedCall {

    private final String who;
    private final String key;
    private final RepeatableRequest request;
    private final ContentCachingResponseWrapper response;

    CapturedCall(String who, String key, RepeatableRequest request, ContentCachingResponseWrapper response) {
        this.who = who;
        this.key = key;
        this.request = request;
        this.response = response;
    }

    String who() {
        return who;
    }

    String key() {
        return key;
    }

    RepeatableRequest request() {
        return request;
    }

    ContentCachingResponseWrapper response() {
        return response;
    }

    /** What is kept of the answer: nothing of what no cache may keep. */
    KeptAnswer answer() {
        String cached = response.getHeader(HttpHeaders.CACHE_CONTROL);
        boolean withheld = cached != null && cached.contains("no-store");
        return new KeptAnswer(
                request.fingerprint(),
                response.getStatus(),
                response.getContentType(),
                response.getHeader(HttpHeaders.LOCATION),
                withheld ? null : response.getContentAsByteArray(),
                withheld);
    }

    NamedCases about() {
        return NamedCases.in(
                request.getRequestURI(),
                response.getHeader(HttpHeaders.LOCATION),
                new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
    }
}

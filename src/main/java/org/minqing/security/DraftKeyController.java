package org.minqing.security;

import org.minqing.Refused;
import org.minqing.engine.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives whoever is signed in at the webapps the key of his own drafts; no other officer's, and to keep nowhere. */
@RestController
class DraftKeyController {

    private final DraftKeys keys;
    private final Caller caller;

    DraftKeyController(DraftKeys keys, Caller caller) {
        this.keys = keys;
        this.caller = caller;
    }

    @GetMapping("/camunda/api/minqing/draft-key")
    ResponseEntity<DraftKey> key() {
        String officer = caller.id().orElseThrow(() -> Refused.forbidden("请先登录"));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new DraftKey(officer, keys.keyOf(officer)));
    }

    /** @param key 32 bytes, in Base64 */
    record DraftKey(String officer, byte[] key) {

        @Override
        public String toString() {
            return "DraftKey[officer=" + officer + "]";
        }
    }
}

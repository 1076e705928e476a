package org.minqing.insight;

import org.minqing.security.RequesterCodes;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What staff hand to the person who asked: number, code, and where to ask. Only for who may see the case. */
@RestController
@RequestMapping("/camunda/api/minqing/receipts/{number}")
class ReceiptController {

    private final RequesterCodes codes;
    private final String baseUrl;

    ReceiptController(RequesterCodes codes, @Value("${minqing.base-url}") String baseUrl) {
        this.codes = codes;
        this.baseUrl = baseUrl.replaceAll("/+$", "");
    }

    @GetMapping
    ResponseEntity<Receipt> receipt(@PathVariable String number) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Receipt(number, codes.codeOf(number), baseUrl + "/track"));
    }

    record Receipt(String number, String code, String address) {}
}

package org.minqing.insight;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What staff hand to the person who asked: number, code, and where to ask. */
@RestController
@RequestMapping("/camunda/api/minqing/receipts/{number}")
class ReceiptController {

    private final ReceiptService receipts;

    ReceiptController(ReceiptService receipts) {
        this.receipts = receipts;
    }

    @GetMapping
    ResponseEntity<ReceiptService.Receipt> receipt(@PathVariable String number) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(receipts.receipt(number));
    }
}

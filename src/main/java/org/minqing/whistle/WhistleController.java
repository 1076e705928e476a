package org.minqing.whistle;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who was called to the spot, who came, and what the street thinks of the answers. */
@RestController
@RequestMapping({"/api/v1/appeals/{number}/whistles", "/camunda/api/minqing/appeals/{number}/whistles"})
class WhistleController {

    private final WhistleRecordService whistles;

    WhistleController(WhistleRecordService whistles) {
        this.whistles = whistles;
    }

    /** The newest first; empty where none was blown. */
    @Operation(summary = "查询吹哨报到记录 · Read who was called to the spot")
    @GetMapping
    List<WhistleRecord> records(@PathVariable("number") String number) {
        return whistles.ofAppeal(number);
    }
}

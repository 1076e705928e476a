package org.minqing.appeal;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Reads one appeal with what happened to it, as far as the caller is concerned. Personal data is not part of it. */
@RestController
class AppealController {

    private final AppealReader reader;

    AppealController(AppealReader reader) {
        this.reader = reader;
    }

    @Operation(summary = "查询一件诉求及其时间线 · Read an appeal with its timeline")
    @GetMapping("/api/v1/appeals/{number}")
    AppealView appeal(@PathVariable String number) {
        return reader.appeal(number);
    }
}

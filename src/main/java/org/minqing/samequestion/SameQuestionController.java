package org.minqing.samequestion;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which running research an appeal might join, and what it has joined; joining is an answer to its task. */
@RestController
@RequestMapping({"/api/v1/appeals/{number}", "/camunda/api/minqing/appeals/{number}"})
class SameQuestionController {

    private final SameQuestionFinder finder;
    private final SameQuestionRecordService records;

    SameQuestionController(SameQuestionFinder finder, SameQuestionRecordService records) {
        this.finder = finder;
        this.records = records;
    }

    @Operation(summary = "查询可并入的同题调研 · Suggest research that asks the same")
    @GetMapping("/same-questions")
    List<SameQuestionFinder.Suggestion> suggestions(@PathVariable("number") String number) {
        return finder.suggest(number);
    }

    @Operation(summary = "查询同题办理的并入和退出记录 · Read which appeals share an answer")
    @GetMapping("/shared-answer")
    SameQuestionRecord record(@PathVariable("number") String number) {
        return records.of(number);
    }
}

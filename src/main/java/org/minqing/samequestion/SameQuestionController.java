package org.minqing.samequestion;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which running research an appeal might join; joining is an answer to its task. */
@RestController
@RequestMapping({"/api/v1/appeals/{number}/same-questions", "/camunda/api/minqing/appeals/{number}/same-questions"})
class SameQuestionController {

    private final SameQuestionFinder finder;

    SameQuestionController(SameQuestionFinder finder) {
        this.finder = finder;
    }

    @Operation(summary = "查询可并入的同题调研 · Suggest research that asks the same")
    @GetMapping
    List<SameQuestionFinder.Suggestion> suggestions(@PathVariable("number") String number) {
        return finder.suggest(number);
    }
}

package org.minqing.samequestion;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was asked alike, for the card of a case. */
@RestController
@RequestMapping("/camunda/api/minqing/appeals/{number}/similar")
class SimilarAppealsController {

    private final SimilarAppeals similar;

    SimilarAppealsController(SimilarAppeals similar) {
        this.similar = similar;
    }

    @GetMapping
    List<SimilarAppeals.Similar> similar(@PathVariable("number") String number) {
        return similar.of(number);
    }
}

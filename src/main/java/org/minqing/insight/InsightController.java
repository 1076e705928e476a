package org.minqing.insight;

import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves the leaders' pages in Cockpit, to whoever is signed in there, as far as he sees. */
@RestController
@RequestMapping("/camunda/api/minqing/insight")
class InsightController {

    private final OverviewService overview;
    private final RateService rates;
    private final ResearchService research;
    private final SupervisionListService supervision;
    private final ListChoiceService choices;

    InsightController(
            OverviewService overview,
            RateService rates,
            ResearchService research,
            SupervisionListService supervision,
            ListChoiceService choices) {
        this.overview = overview;
        this.rates = rates;
        this.research = research;
        this.supervision = supervision;
        this.choices = choices;
    }

    @GetMapping("/overview")
    Overview overview() {
        return overview.overview();
    }

    @GetMapping("/choices")
    ListChoiceService.Choices choices() {
        return choices.choices();
    }

    @GetMapping("/units/{unit}/officers")
    List<ListChoiceService.Choice> officers(@PathVariable String unit) {
        return choices.officers(unit);
    }

    @GetMapping("/rates")
    Rates rates(
            @RequestParam(required = false) String unit,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to) {
        return rates.rates(unit, from, to);
    }

    @GetMapping("/rates/{rate}/cases")
    Rates.Cases cases(
            @PathVariable Rate rate,
            @RequestParam(required = false) String unit,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            @RequestParam(required = false) Boolean met,
            @RequestParam(required = false) String after) {
        return rates.cases(rate, unit, from, to, met, after);
    }

    @GetMapping("/research")
    List<ResearchView> research() {
        return research.running();
    }

    @GetMapping("/supervision")
    List<SupervisionView> supervision() {
        return supervision.supervised();
    }
}

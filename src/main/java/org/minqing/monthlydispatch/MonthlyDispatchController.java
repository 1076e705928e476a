package org.minqing.monthlydispatch;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Serves Cockpit's page of the monthly dispatch, to whoever is signed in there, as far as he sees. */
@RestController
@RequestMapping("/camunda/api/minqing/dispatches")
class MonthlyDispatchController {

    private static final MediaType WORKBOOK =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final MonthlyDispatchReader dispatches;

    MonthlyDispatchController(MonthlyDispatchReader dispatches) {
        this.dispatches = dispatches;
    }

    @GetMapping
    List<MonthlyDispatchView> list() {
        return dispatches.list();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void start() {
        dispatches.start();
    }

    @GetMapping("/{dispatch}")
    MonthlyDispatchView one(@PathVariable String dispatch) {
        return dispatches.one(dispatch);
    }

    @GetMapping("/{dispatch}/workbook")
    ResponseEntity<byte[]> workbook(@PathVariable String dispatch) {
        return ResponseEntity.ok()
                .contentType(WORKBOOK)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("每月调度" + dispatch + ".xlsx", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(dispatches.workbook(dispatch));
    }

    @PostMapping("/{dispatch}/decisions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decide(@PathVariable String dispatch, @RequestBody NewDecision given) {
        Map<String, Object> answer = new HashMap<>();
        answer.put("decision", given.words());
        answer.put("targetUnit", given.unit());
        answer.put("decisionDay", given.dueOn());
        answer.put("appealNumber", given.appeal());
        dispatches.decide(dispatch, answer, MonthlyDispatchTasks.ORDER);
    }

    @PostMapping("/{dispatch}/completion")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void complete(@PathVariable String dispatch, @RequestBody Completion given) {
        Map<String, Object> answer = new HashMap<>();
        answer.put("summary", given.summary());
        dispatches.decide(dispatch, answer, MonthlyDispatchTasks.FINISH);
    }

    /** @param dueOn {@code uuuu-MM-dd} @param appeal number of the appeal that it is about, or null */
    record NewDecision(String words, String unit, String dueOn, String appeal) {}

    record Completion(String summary) {}
}

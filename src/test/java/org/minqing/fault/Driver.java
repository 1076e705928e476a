package org.minqing.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Somebody who works on: files an appeal, lets the grid escalate and the community resolve it, and takes the rating down.
 * What gets no answer is sent again until it gets one; a step that was done although its answer was lost is found done.
 */
final class Driver implements Runnable {

    static final String SOURCE = "fault";
    static final String GRID = "420106001007001";
    private static final String COMMUNITY = "420106001007";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Node node;
    private final Ledger ledger;
    private final AtomicBoolean enough;

    Driver(Node node, Ledger ledger, AtomicBoolean enough) {
        this.node = node;
        this.ledger = ledger;
        this.enough = enough;
    }

    @Override
    public void run() {
        while (!enough.get()) {
            String number = file(false);
            boolean done = complete(number, GRID, "grid01", "\"ESCALATE\"", "reason", "需要社区协调")
                    && complete(number, COMMUNITY, "community01", "\"RESOLVE\"", "reply", "已经处理")
                    && rate(number);
            if (done) {
                ledger.finished.add(number);
            }
        }
    }

    /** Files an appeal about the grid. @return its number */
    String file(boolean urgent) {
        String sourceId = UUID.randomUUID().toString();
        ledger.sent.add(sourceId);
        String body = """
                {"source": "%s", "sourceId": "%s", "subject": "楼道灯不亮", "unitCode": "%s", "signals": [%s]}""".formatted(SOURCE, sourceId, GRID, urgent ? "\"DANGER\"" : "");
        while (true) {
            try {
                HttpResponse<String> answer = node.post("/api/v1/appeals", "grid01", body);
                if (answer.statusCode() / 100 == 2) {
                    String number = JSON.readTree(answer.body()).path("number").asText();
                    ledger.accepted.put(sourceId, number);
                    return number;
                }
                unlessPassing("file", answer);
            } catch (IOException lost) {
                again();
            }
        }
    }

    /** @return false when the task is not there although nothing was lost */
    private boolean complete(String number, String unit, String officer, String outcome, String field, String words) {
        boolean lost = false;
        String query = "/engine-rest/task?taskDefinitionKey=userTask_handleAppeal&includeAssignedTasks=true"
                + "&candidateGroup=" + unit + "&processInstanceBusinessKey=" + number;
        String answer = """
                {"variables": {"outcome": {"value": %s}, "%s": {"value": "%s"}}}""".formatted(outcome, field, words);
        while (true) {
            try {
                HttpResponse<String> tasks = node.get(query, officer);
                if (tasks.statusCode() != 200) {
                    unlessPassing("list", tasks);
                    continue;
                }
                JsonNode found = JSON.readTree(tasks.body());
                if (found.isEmpty()) {
                    if (!lost) {
                        ledger.wrong.add(number + ": no task for " + officer);
                    }
                    return lost;
                }
                String task = "/engine-rest/task/" + found.get(0).path("id").asText();
                HttpResponse<String> claimed =
                        node.post(task + "/claim", officer, "{\"userId\": \"%s\"}".formatted(officer));
                if (claimed.statusCode() >= 500) {
                    unlessPassing("claim", claimed);
                    continue;
                }
                HttpResponse<String> completed = node.post(task + "/complete", officer, answer);
                if (completed.statusCode() == 204) {
                    return true;
                }
                if (lost && (completed.statusCode() == 404 || completed.statusCode() == 409)) {
                    continue; // what was sent before came through after all, from a node that had stood still
                }
                lost = true; // a commit whose answer was an error is found out by looking again
                unlessPassing("complete", completed);
            } catch (IOException broken) {
                lost = true;
                again();
            }
        }
    }

    private boolean rate(String number) {
        boolean lost = false;
        while (true) {
            try {
                HttpResponse<String> answer =
                        node.post("/api/v1/appeals/" + number + "/rating", "dispatch01", "{\"rating\": \"SATISFIED\"}");
                if (answer.statusCode() / 100 == 2 || lost && answer.statusCode() == 409) {
                    return true;
                }
                lost = true;
                unlessPassing("rate", answer);
            } catch (IOException broken) {
                lost = true;
                again();
            }
        }
    }

    /** While the database is away any server error is to be expected, and the step is sent again; nothing else is. */
    private void unlessPassing(String step, HttpResponse<String> answer) {
        if (answer.statusCode() < 500 && answer.statusCode() != 401) {
            ledger.wrong.add(step + ": " + answer.statusCode() + " " + answer.body());
            throw new IllegalStateException(step + " " + answer.statusCode() + " " + answer.body());
        }
        again();
    }

    private void again() {
        ledger.repeated.incrementAndGet();
        Node.breathe();
    }
}

package org.minqing.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What no answer may be, whatever was asked; the same kind of thing at one address is told once. */
final class FuzzFindings {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CLASS =
            Pattern.compile("\\b(?:org|com|java|javax|jakarta|net|io|sun)\\.[a-z][\\w.$]*\\.[A-Z]\\w+");
    private static final Pattern STACK = Pattern.compile("\\n\\s*at [\\w.$]+\\(|Caused by:|Apache Tomcat");
    private static final String PROBLEM = "application/problem+json";
    private static final String TYPE = "urn:minqing:problem:";
    private static final Set<BadInput> ONE_FIELD = Set.of(BadInput.WRONG_TYPE, BadInput.EXTRA_FIELD);
    private static final int EXCERPT = 400;

    /** Kept of a refusal on purpose: the answer of a call that may be repeated. */
    private static final Set<String> KEPT = Set.of("idempotent_call", "idempotent_call_case");
    /** Kept of a wrong password on purpose: that it was wrong. */
    private static final Set<String> GUESSED = Set.of("sign_in_failure", "audit_entry", "security_event");

    /** Kept of a job that an administrator has run and that has failed: one try less, why, and at last an incident. */
    private static final Set<String> FAILED_JOB = Set.of(
            "act_ge_bytearray",
            "act_hi_incident",
            "act_hi_job_log",
            "act_ru_execution",
            "act_ru_incident",
            "act_ru_job");

    private final FuzzWatch watch;
    private final Map<String, String> first = new LinkedHashMap<>();
    private final Map<String, Integer> count = new LinkedHashMap<>();
    private int changing;

    FuzzFindings(FuzzWatch watch) {
        this.watch = watch;
    }

    List<String> lines() {
        return first.entrySet().stream()
                .map(finding -> count.get(finding.getKey()) + "× " + finding.getValue())
                .toList();
    }

    /** How many requests have changed something: if none has, the watch is blind. */
    int changing() {
        return changing;
    }

    void check(int number, BadInput bad, String role, FuzzRequest request, FuzzWire.Answer answer) {
        int status = answer.status();
        if (status == 0 && !request.belowHttp) {
            add(number, bad, role, request, answer, "no answer");
        }
        if (status >= 500 && !(status == 501 && request.belowHttp)) {
            add(number, bad, role, request, answer, "status " + status);
        }
        if (status >= 400) {
            insides(number, bad, role, request, answer);
            if (request.address.isOurs() && !request.belowHttp && !request.method.equals("HEAD")) {
                problem(number, bad, role, request, answer);
            }
        }
        success(number, bad, role, request, answer);
        Set<String> changed = new TreeSet<>(watch.takeChanged(number));
        changing += changed.isEmpty() ? 0 : 1;
        changed.removeAll(KEPT);
        boolean wrongCode = status == 404 && request.address.path().startsWith("/track");
        if (status == 401 || status == 429 || wrongCode) {
            changed.removeAll(GUESSED);
        }
        boolean runsAJob = request.address.path().endsWith("/job/{id}/execute");
        if (runsAJob || request.address.path().endsWith("/history/cleanup")) {
            changed.remove("audit_entry"); // the audit notes the attempt, also one that finds nothing to do
        }
        if (runsAJob) {
            changed.removeAll(FAILED_JOB);
        }
        if ((status >= 400 || status == 0) && !changed.isEmpty()) {
            add(number, bad, role, request, answer, "refused, and has changed " + changed);
        }
    }

    private void insides(int number, BadInput bad, String role, FuzzRequest request, FuzzWire.Answer answer) {
        Matcher name = CLASS.matcher(answer.body());
        while (name.find()) {
            if (!new String(request.bytes(), StandardCharsets.UTF_8).contains(name.group())) {
                add(number, bad, role, request, answer, "names a class");
                return;
            }
        }
        if (STACK.matcher(answer.body()).find()) {
            add(number, bad, role, request, answer, "shows a stack trace or the server");
        }
    }

    private void problem(int number, BadInput bad, String role, FuzzRequest request, FuzzWire.Answer answer) {
        JsonNode body;
        try {
            body = JSON.readTree(answer.body());
        } catch (JsonProcessingException noJson) {
            body = JSON.missingNode();
        }
        if (!answer.header("Content-Type").startsWith(PROBLEM)
                || !body.path("type").asText().startsWith(TYPE)
                || body.path("status").asInt() != answer.status()
                || body.path("detail").asText().isEmpty()) {
            add(number, bad, role, request, answer, "no problem details");
        } else if (answer.status() == 400
                && ONE_FIELD.contains(bad)
                && request.spoiltField != null
                && !body.has("field")) {
            add(number, bad, role, request, answer, "does not name the field " + request.spoiltField);
        }
    }

    /** Signs that an injection has reached something. */
    private void success(int number, BadInput bad, String role, FuzzRequest request, FuzzWire.Answer answer) {
        boolean page = answer.header("Content-Type").startsWith("text/html");
        if (!answer.header("X-Injected").isEmpty()
                || answer.body().contains("1787569")
                || answer.body().contains("root:x:0")
                || page && answer.body().matches("(?s).*(<script>fuzzed|onerror=fuzzed|onload=fuzzed).*")) {
            add(number, bad, role, request, answer, "an injection has worked");
        }
    }

    void add(int number, BadInput bad, String role, FuzzRequest request, FuzzWire.Answer answer, String what) {
        String key = what
                + ' '
                + request.address.name().replaceFirst("/(engine-rest|camunda/api/engine/engine/default)/", "engine:/")
                + ' '
                + answer.status();
        count.merge(key, 1, Integer::sum);
        first.computeIfAbsent(
                key,
                none -> "%s: #%d %s %s%n  > %s%n  < %d %s"
                        .formatted(
                                what,
                                number,
                                bad,
                                role,
                                excerpt(sent(request)),
                                answer.status(),
                                excerpt(answer.body())));
    }

    private static String sent(FuzzRequest request) {
        byte[] whole = request.bytes();
        String head = new String(whole, 0, Math.min(whole.length, 20_000), StandardCharsets.UTF_8);
        return head.replaceAll("(?i)(Authorization|Cookie|X-XSRF-TOKEN|Host|X-Fuzz|Content-Length): [^\r]*\r\n", "")
                .replace("\r\n", "⏎");
    }

    private static String excerpt(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "·");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }
}

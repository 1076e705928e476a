package org.minqing.security;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.minqing.TestDirectory;

/** One account per role of the access matrix, with its password, its session of the webapps or its unit's token. */
final class FuzzCallers {

    private static final Map<String, String> ACCOUNTS = Map.of(
            "grid", "grid-1",
            "community", "community-1",
            "street", "street-1",
            "department", "power-1",
            "guidance", "guide-1",
            "dispatch", "desk-1",
            "leader", "leader-1");

    private final int port;
    private final TestUsers users;
    private final AccessMatrix matrix = new AccessMatrix();
    private final Map<String, Map<String, String>> sessions = new HashMap<>();
    private final Map<String, List<String>> allowed = new HashMap<>();
    private final String token;

    FuzzCallers(int port, TestUsers users) throws IOException {
        this.port = port;
        this.users = users;
        ACCOUNTS.values().forEach(users::officer);
        String answer = basic("security")
                .post("/api/v1/tokens", "{\"unitCode\":\"" + TestDirectory.POWER + "\",\"name\":\"fuzz\",\"days\":9}")
                .body();
        this.token = answer.replaceFirst("(?s).*\"token\":\"([^\"]+)\".*", "$1");
    }

    String account(String role) {
        return ACCOUNTS.getOrDefault(role, "matrix-" + role);
    }

    /** Mostly one who may. */
    String roleFor(FuzzAddress address, Random random) {
        List<String> may = allowed.computeIfAbsent(address.name(), name -> allowed(address));
        if (may.isEmpty() || random.nextInt(5) == 0) {
            return random.nextInt(8) == 0
                    ? AccessMatrix.NOBODY
                    : AccessMatrix.ROLES.get(random.nextInt(AccessMatrix.ROLES.size()));
        }
        return may.get(random.nextInt(may.size()));
    }

    private List<String> allowed(FuzzAddress address) {
        String path = address.path()
                .replaceFirst(
                        "^(/engine-rest|/camunda/api/(engine/engine/default|cockpit|admin|tasklist|welcome))/", "");
        AccessMatrix.Address declared = new AccessMatrix.Address(
                address.door(), address.method(), address.isOurs() ? address.path() : path.replaceFirst("^/", ""));
        return matrix.rowFor(declared).stream()
                .flatMap(row -> AccessMatrix.ROLES.stream()
                        .filter(role -> row.cells().get(role).matches("yes|-")))
                .toList();
    }

    void signIn(FuzzRequest request, String role, Random random) {
        if (role.equals(AccessMatrix.NOBODY)) {
            return;
        }
        if (request.address.isOfTheWebapps()) {
            sessions.computeIfAbsent(role, this::session).forEach(request::header);
        } else if (role.equals("department") && random.nextBoolean()) {
            request.header("Authorization", "Bearer " + token);
        } else {
            basic(role).session().forEach((name, value) -> {
                if (!value.isEmpty()) {
                    request.header(name, value);
                }
            });
        }
    }

    private Map<String, String> session(String role) {
        Browser browser = new Browser(port);
        browser.signIn("welcome", account(role), TestUsers.PASSWORD);
        return browser.session();
    }

    /** A session that has ended, by signing out or by a forged request, is begun anew. */
    void after(FuzzRequest request, String role, FuzzWire.Answer answer) {
        boolean ended = Stream.of(401, 403).anyMatch(status -> status == answer.status())
                || request.address.path().endsWith("/logout");
        if (ended && request.address.isOfTheWebapps() && sessions.containsKey(role)) {
            sessions.remove(role);
        }
    }

    /** Everybody once more, with a request that is right. */
    List<String> thatFail() {
        return AccessMatrix.ROLES.stream()
                .map(role ->
                        role + " " + basic(role).get("/api/v1/train-sittings").statusCode())
                .filter(answer -> !answer.endsWith(" 200"))
                .toList();
    }

    private Browser basic(String role) {
        return new Browser(port).basic(account(role), TestUsers.PASSWORD);
    }
}

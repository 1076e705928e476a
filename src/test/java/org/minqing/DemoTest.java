package org.minqing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration as a newcomer starts it: an empty folder, no settings. */
class DemoTest {

    private static final int SECONDS_TO_START = 300;

    @TempDir
    Path folder;

    @Test
    void emptyFolder_lifeInAllStatesAndSecondStartKeepsIt() throws Exception {
        int port = freePort();
        String printed = start(port, () -> {
            assertThat(get(port, "/actuator/health/readiness", null)).contains("UP");
            assertThat(get(port, "/engine-rest/task/count", "grid01:demo"))
                    .contains("count")
                    .doesNotContain(":0}");
            assertThat(get(port, "/engine-rest/user/admin/profile", "admin:admin"))
                    .contains("admin");
        });

        assertThat(printed).contains("民情已就绪：http://localhost:" + port, "grid01").doesNotContain("演示中的一步未能进行");
        assertThat(column("select distinct state from appeal")).contains("OPEN", "CLOSING", "CLOSED", "WITHDRAWN");
        assertThat(column("select distinct level from appeal where state = 'OPEN'"))
                .contains("GRID", "COMMUNITY", "STREET", "JOINT");
        assertThat(column("select distinct rating from appeal where rating is not null"))
                .contains("SATISFIED", "UNSATISFIED", "UNRATED");
        assertThat(column("select distinct task_key from inbox"))
                .contains(
                        "userTask_dispatchAppeal",
                        "userTask_handleAppeal",
                        "userTask_callBack",
                        "userTask_conveneResearch",
                        "userTask_surveyOnSite",
                        "userTask_giveOpinion",
                        "userTask_carryOutMeasure");
        List<String> appeals = column("select number from appeal order by number");
        assertThat(appeals).hasSize(40);

        start(port, () -> {});

        assertThat(column("select number from appeal order by number")).isEqualTo(appeals);
    }

    private String start(int port, Check whenReady) throws Exception {
        Path printed = folder.resolve("printed.txt");
        Process process = CommandProcess.builder(printed, "--server.port=" + port)
                .directory(folder.toFile())
                .start();
        try {
            for (int i = 0; i < SECONDS_TO_START && !isReady(port); i++) {
                assertThat(process.waitFor(1, TimeUnit.SECONDS))
                        .as(Files.readString(printed))
                        .isFalse();
            }
            assertThat(isReady(port)).as(Files.readString(printed)).isTrue();
            whenReady.run();
        } finally {
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        return Files.readString(printed);
    }

    private static boolean isReady(int port) throws InterruptedException {
        try {
            return get(port, "/actuator/health/readiness", null).contains("\"UP\"");
        } catch (IOException notListeningYet) {
            return false;
        }
    }

    private static String get(int port, String path, String login) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
        if (login != null) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes()));
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private List<String> column(String query) throws Exception {
        List<String> values = new ArrayList<>();
        try (Connection database =
                        DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("data/minqing"), "sa", "");
                ResultSet rows = database.createStatement().executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private interface Check {
        void run() throws Exception;
    }
}

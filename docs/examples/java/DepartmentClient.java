import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A department's system in one file, with nothing but the JDK: it polls for parts that nobody has claimed, claims each and
 * accepts it (部门签收). Each call that changes something names a key of its own, so that it may be sent again after a
 * broken line: it is done once.
 *
 * <pre>java docs/examples/java/DepartmentClient.java http://localhost:8080 mq_…</pre>
 */
public final class DepartmentClient {

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int TRIES = 5;
    /** Each task of the page is an object that begins with its id; a JSON library does this better. */
    private static final Pattern TASK = Pattern.compile("\\{\"id\":\"([^\"]+)\",\"key\":\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String root;
    private final String token;

    public DepartmentClient(String root, String token) {
        this.root = root;
        this.token = token;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        DepartmentClient client = new DepartmentClient(args[0], args[1]);
        while (true) {
            client.poll().forEach(task -> System.out.println("accepted " + task));
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** Accepts every part that waits. @return the tasks that this call has completed */
    public List<String> poll() throws IOException, InterruptedException {
        List<String> accepted = new ArrayList<>();
        for (String task : waiting()) {
            // The key is made of what is to be done: a restarted client uses the same one again.
            HttpResponse<String> claim = change("/api/v1/tasks/" + task + "/claim", "", "claim-" + task);
            if (claim.statusCode() == 409) {
                continue; // a colleague was faster; the answer says who
            }
            require(200, claim);
            HttpResponse<String> done =
                    change("/api/v1/tasks/" + task + "/complete", "{\"outcome\":\"ACCEPT\"}", "accept-" + task);
            if (done.statusCode() == 409) {
                continue; // the deadline or a withdrawal took it away; the answer says when and why
            }
            require(200, done);
            accepted.add(task);
        }
        return accepted;
    }

    private List<String> waiting() throws IOException, InterruptedException {
        HttpResponse<String> page = send(request("/api/v1/tasks?state=CLAIMABLE&key=userTask_acceptPart&limit=50").GET());
        require(200, page);
        List<String> ids = new ArrayList<>();
        for (Matcher task = TASK.matcher(page.body()); task.find(); ) {
            ids.add(task.group(1));
        }
        return ids;
    }

    private HttpResponse<String> change(String path, String json, String key) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    /** Sends until there is an answer that is not the server's trouble; the key makes that safe. */
    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        for (int tried = 1; ; tried++) {
            try {
                HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                boolean again = answer.statusCode() >= 500 || answer.headers().firstValue("Retry-After").isPresent();
                if (!again || tried == TRIES) {
                    return answer;
                }
            } catch (IOException broken) {
                if (tried == TRIES) {
                    throw broken;
                }
            }
            Thread.sleep(1000L << tried);
        }
    }

    private static void require(int status, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
    }
}

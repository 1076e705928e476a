package org.minqing.notification;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Posts to somebody outside. Redirects are not followed, an answer that takes longer than {@code minqing.notification.answer-within} altogether is
 * given up, and addresses of this machine and its link are refused unless {@code minqing.notification.allow-local}.
 */
@Component
class HttpSender {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final boolean allowLocal;
    private final Duration longest;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    HttpSender(
            @Value("${minqing.notification.allow-local:false}") boolean allowLocal,
            @Value("${minqing.notification.answer-within:15s}") Duration longest,
            Clock clock) {
        this.allowLocal = allowLocal;
        this.longest = longest;
        this.clock = clock;
    }

    /**
     * @return the answer, whose status is 2xx
     * @throws DeliveryFailed with what the status says: 410 gone, 400, 413, 415 and 422 this message, all else this
     *     receiver for now
     */
    Answer post(URI uri, Map<String, String> headers, String body) throws DeliveryFailed {
        requireOutside(uri);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        HttpResponse<String> response = send(request.build());
        int status = response.statusCode();
        if (status < 200 || status > 299) {
            throw new DeliveryFailed(
                    reach(status),
                    "HTTP " + status,
                    response.headers()
                            .firstValue("Retry-After")
                            .map(value -> RetryAfter.parse(value, clock.instant()))
                            .orElse(null),
                    null);
        }
        return new Answer(status, response.body());
    }

    /** @throws DeliveryFailed where the name leads to this machine or its link */
    void requireOutside(URI uri) throws DeliveryFailed {
        try {
            for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
                boolean inside = address.isLoopbackAddress()
                        || address.isLinkLocalAddress()
                        || address.isAnyLocalAddress()
                        || address.isMulticastAddress();
                if (inside && !allowLocal) {
                    throw new DeliveryFailed(
                            DeliveryFailed.Reach.RECEIVER, "address of this machine or its link: refused", null);
                }
            }
        } catch (UnknownHostException unknown) {
            throw new DeliveryFailed(DeliveryFailed.Reach.RECEIVER, "host name unknown", unknown);
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws DeliveryFailed {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, info -> new ShortBody());
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new DeliveryFailed(DeliveryFailed.Reach.RECEIVER, "no complete answer in " + longest, late);
        } catch (ExecutionException failed) {
            throw new DeliveryFailed(DeliveryFailed.Reach.RECEIVER, why(failed.getCause()), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            throw new DeliveryFailed(DeliveryFailed.Reach.RECEIVER, "stopped while waiting", stopped);
        }
    }

    private static DeliveryFailed.Reach reach(int status) {
        return switch (status) {
            case 410 -> DeliveryFailed.Reach.RECEIVER_GONE;
            case 400, 413, 415, 422 -> DeliveryFailed.Reach.MESSAGE;
            default -> DeliveryFailed.Reach.RECEIVER;
        };
    }

    private static String why(Throwable cause) {
        String text = cause instanceof IOException ? cause.getMessage() : null;
        return cause.getClass().getSimpleName() + (text == null ? "" : ": " + text);
    }

    /** @param body its first {@link ShortBody#LONGEST} bytes */
    record Answer(int status, String body) {}
}

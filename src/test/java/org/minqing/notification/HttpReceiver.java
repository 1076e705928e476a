package org.minqing.notification;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A real HTTP receiver that behaves, or misbehaves, as a test tells it. */
final class HttpReceiver implements AutoCloseable {

    /** Answers one request; false: the connection is at its end. */
    interface Behaviour {
        boolean answer(Socket client, CountDownLatch closed) throws IOException, InterruptedException;
    }

    /** What came in. Header names are in lower case. */
    record Request(String path, Map<String, String> headers, String body) {}

    private static final int MANY = 20_000;

    private final ServerSocket socket;
    private final boolean tls;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger count = new AtomicInteger();
    private volatile Behaviour behaviour = status(204);

    HttpReceiver() throws IOException {
        this(0, null);
    }

    /** @param certificate null: plain HTTP */
    HttpReceiver(int port, SSLContext certificate) throws IOException {
        tls = certificate != null;
        InetAddress here = InetAddress.getLoopbackAddress();
        socket = tls
                ? certificate.getServerSocketFactory().createServerSocket(port, 50, here)
                : new ServerSocket(port, 50, here);
        daemon(this::accept);
    }

    static Behaviour status(int status, String... headers) {
        return answer(status, "", headers);
    }

    private static Behaviour answer(int status, String body, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" as told\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        if (status != 204) {
            head.append("Content-Length: ").append(text.length).append("\r\n");
        }
        String whole = head.append("\r\n").append(body).toString();
        return (client, closed) -> {
            say(client, whole);
            return true;
        };
    }

    static Behaviour json(String body) {
        return answer(200, body, "Content-Type: application/json");
    }

    /** Takes the request and never says anything. */
    static Behaviour hang() {
        return (client, closed) -> {
            closed.await();
            return false;
        };
    }

    /** One byte of the answer now and then, without end. */
    static Behaviour drip() {
        return (client, closed) -> {
            say(client, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while (!closed.await(100, TimeUnit.MILLISECONDS)) {
                say(client, ".");
            }
            return false;
        };
    }

    /** Begins a good answer and cuts the line. */
    static Behaviour resetAfter200() {
        return (client, closed) -> {
            say(client, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            client.setSoLinger(true, 0);
            return false;
        };
    }

    static Behaviour resetAtOnce() {
        return (client, closed) -> {
            client.setSoLinger(true, 0);
            return false;
        };
    }

    /** Something that is no HTTP. */
    static Behaviour garbage() {
        return (client, closed) -> {
            say(client, "220 mail.example.org ESMTP\r\n\r\n");
            return false;
        };
    }

    /** A good answer with far more body than anybody wants. */
    static Behaviour endless() {
        return (client, closed) -> {
            say(client, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
            String much = "x".repeat(8192);
            while (closed.getCount() > 0) {
                say(client, much);
            }
            return false;
        };
    }

    void behave(Behaviour next) {
        behaviour = next;
    }

    String url() {
        return (tls ? "https" : "http") + "://localhost:" + socket.getLocalPort() + "/hook";
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The first requests, in their order. */
    List<Request> requests() {
        return requests;
    }

    int count() {
        return count.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                daemon(() -> serve(client));
            } catch (IOException over) {
                if (!socket.isClosed() && !tls) {
                    throw new AssertionError(over);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            Request request = read(in);
            while (request != null) {
                count.incrementAndGet();
                if (requests.size() < MANY) {
                    requests.add(request);
                }
                request = behaviour.answer(client, closed) ? read(in) : null;
            }
        } catch (IOException | InterruptedException gone) {
            Thread.currentThread().interrupt(); // the sender has hung up, which is its right
        }
    }

    private static Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Request(first.split(" ")[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static void say(Socket client, String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "http-receiver");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}

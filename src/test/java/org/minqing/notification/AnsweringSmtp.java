package org.minqing.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A mail server that says what a test wants to hear; commands that are not scripted it takes. */
final class AnsweringSmtp implements AutoCloseable {

    /** Instead of a reply: the connection ends. */
    static final String DROP = "drop";

    /** Instead of a reply: silence. */
    static final String HANG = "hang";

    /** Instead of a reply: a line more every moment, and never the last. */
    static final String DRIP = "drip";

    private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile Map<String, String> answers;

    /** @param answers command line prefix in upper case to the whole reply line; the longest that fits counts */
    AnsweringSmtp(Map<String, String> answers) throws IOException {
        this.answers = answers;
        Thread thread = new Thread(this::serve, "answering-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    /** From now on it says this. */
    void answer(Map<String, String> next) {
        answers = next;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The lines that came in. */
    List<String> heard() {
        return heard;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread thread = new Thread(() -> serve(client), "answering-smtp");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException gone) {
                heard.add("(closed)");
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            talk(client);
        } catch (IOException gone) {
            heard.add("(connection ended)");
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        say(client, "220 test");
        boolean data = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (data && !line.equals(".")) {
                continue;
            }
            data = line.equalsIgnoreCase("DATA");
            String reply = reply(line.toUpperCase(Locale.ROOT));
            if (reply.equals(DROP)) {
                return;
            }
            if (reply.equals(DRIP)) {
                drip(client);
            } else if (!reply.equals(HANG)) {
                say(client, reply);
            }
            data = data && reply.startsWith("354");
            if (line.equalsIgnoreCase("QUIT")) {
                return;
            }
        }
    }

    private String reply(String line) {
        String best = "";
        for (String prefix : answers.keySet()) {
            if (line.startsWith(prefix) && prefix.length() > best.length()) {
                best = prefix;
            }
        }
        if (!best.isEmpty()) {
            return answers.get(best);
        }
        return line.equals("DATA") ? "354 go on" : "250 ok";
    }

    private static void drip(Socket client) throws IOException {
        while (true) {
            say(client, "250-more");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static void say(Socket client, String line) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package org.minqing.security;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 on a bare socket: sends any bytes, reads whole answers, and keeps the connection while both sides like to. */
final class FuzzWire implements AutoCloseable {

    /** An answer that takes longer never comes. */
    private static final int PATIENCE = 30_000;

    private static final int MOST_READ = 8 << 20;
    private static final int CHUNK = 1 << 16;

    /** @param status 0 when the server closed the connection without an answer */
    record Answer(int status, Map<String, String> headers, String body) {

        static final Answer NONE = new Answer(0, Map.of(), "");

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    private final int port;
    private Socket socket;
    private InputStream in;

    FuzzWire(int port) {
        this.port = port;
    }

    /**
     * @param alone on a connection of its own whose sending side is closed, so that the server waits for nothing more
     * @throws IOException when the answer is no HTTP or does not end
     */
    Answer send(byte[] request, boolean head, boolean alone) throws IOException {
        boolean fresh = socket == null || alone;
        if (alone) {
            close();
        }
        Answer answer = exchange(request, head, alone);
        if (answer == Answer.NONE && !fresh) {
            answer = exchange(request, head, false);
        }
        if (alone || answer == Answer.NONE || answer.header("Connection").equalsIgnoreCase("close")) {
            close();
        }
        return answer;
    }

    private Answer exchange(byte[] request, boolean head, boolean alone) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        boolean whole = write(request, alone);
        try {
            Answer answer = read(head);
            if (!whole) {
                close();
            }
            return answer;
        } catch (java.net.SocketTimeoutException late) {
            close();
            throw late;
        } catch (java.net.SocketException | EOFException closed) {
            close();
            return Answer.NONE;
        }
    }

    /** @return false when the server would not hear it all */
    private boolean write(byte[] request, boolean alone) {
        try {
            for (int at = 0; at < request.length; at += CHUNK) {
                socket.getOutputStream().write(request, at, Math.min(CHUNK, request.length - at));
            }
            if (alone) {
                socket.shutdownOutput();
            }
            return true;
        } catch (IOException heardEnough) {
            return false;
        }
    }

    private Answer read(boolean head) throws IOException {
        int status;
        Map<String, String> headers;
        do {
            String[] first = line().split(" ", 3);
            if (first.length < 2 || !first[0].startsWith("HTTP/1.")) {
                throw new IOException("no HTTP: " + String.join(" ", first));
            }
            status = Integer.parseInt(first[1]);
            headers = headers();
        } while (status < 200);
        byte[] body = head || status == 204 || status == 304 ? new byte[0] : body(headers);
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IOException("no header: " + line);
            }
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, other) -> one + "\n" + other);
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = chunk(); size > 0; size = chunk()) {
                body.write(in.readNBytes(size));
                line();
            }
            line();
            return body.toByteArray();
        }
        String length = headers.get("content-length");
        return length == null ? in.readNBytes(MOST_READ) : in.readNBytes(Integer.parseInt(length));
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException gone) {
            // it was to be closed
        }
        socket = null;
    }
}

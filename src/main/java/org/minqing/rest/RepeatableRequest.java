package org.minqing.rest;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.minqing.Refused;

/** A request whose body has been read to tell it from others, and can be read once more by who carries it out. */
final class RepeatableRequest extends HttpServletRequestWrapper {

    private static final int LARGEST = 1 << 20;

    private final byte[] body;
    private final List<String> fingerprints;

    /**
     * @param keyed makes keyed digests of a digest, by the current key and by those before it
     * @throws Refused 413 for a body of more than 1 MB that is no upload
     */
    RepeatableRequest(HttpServletRequest request, Function<String, List<String>> keyed)
            throws IOException, ServletException {
        super(request);
        MessageDigest digest = sha256();
        try (OutputStream into = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            write(into, request.getMethod(), request.getRequestURI(), String.valueOf(request.getQueryString()));
            if (isUpload(request)) {
                body = null;
                for (Part part : request.getParts()) {
                    write(into, part.getName(), String.valueOf(part.getSize()));
                    try (InputStream content = part.getInputStream()) {
                        content.transferTo(into);
                    }
                }
            } else {
                body = request.getInputStream().readNBytes(LARGEST + 1);
                if (body.length > LARGEST) {
                    throw new Refused(Refused.Kind.TOO_LARGE, null, "请求内容不能超过 1 MB");
                }
                into.write(body);
            }
        }
        fingerprints = keyed.apply(HexFormat.of().formatHex(digest.digest()));
    }

    /** Keyed digest of method, address and body: of a short body a plain one could be guessed. */
    String fingerprint() {
        return fingerprints.get(0);
    }

    /** Whether a fingerprint was made of the same call, perhaps before the key was changed. */
    boolean is(String known) {
        return fingerprints.contains(known);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return body == null ? super.getInputStream() : new Body(body);
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static boolean isUpload(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static void write(OutputStream into, String... texts) throws IOException {
        for (String text : texts) {
            into.write(text.getBytes(StandardCharsets.UTF_8));
            into.write('\n');
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class Body extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Body(byte[] body) {
            this.bytes = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("read at once");
        }
    }
}

package org.minqing.security;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * A request whose body comes in chunks, without its length: whoever reads more of it than a text may have fails. Its answer
 * is held back, so that the caller is told why, whatever its reader has made of it.
 */
final class MeasuredRequest extends HttpServletRequestWrapper {

    private final long most;
    private boolean tooLarge;
    private ServletInputStream body;

    MeasuredRequest(HttpServletRequest request, long most) {
        super(request);
        this.most = most;
    }

    /** Files come as forms, which go to the disk. */
    static boolean isText(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    static boolean isNeeded(HttpServletRequest request) {
        return request.getContentLengthLong() < 0
                && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                && isText(request);
    }

    boolean isTooLarge() {
        return tooLarge;
    }

    ContentCachingResponseWrapper holdBack(HttpServletResponse response) {
        return new ContentCachingResponseWrapper(response) {
            @Override
            public void sendError(int status) throws IOException {
                sendError(status, null);
            }

            @Override
            public void sendError(int status, String words) throws IOException {
                if (!tooLarge) {
                    super.sendError(status, words);
                }
            }
        };
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new Body(super.getInputStream());
        }
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String charset = getCharacterEncoding();
        return new BufferedReader(new InputStreamReader(
                getInputStream(), charset == null ? StandardCharsets.ISO_8859_1.name() : charset));
    }

    private final class Body extends ServletInputStream {

        private final ServletInputStream whole;
        private long read;

        Body(ServletInputStream whole) {
            this.whole = whole;
        }

        @Override
        public int read() throws IOException {
            int next = whole.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int some = whole.read(into, offset, length);
            count(Math.max(some, 0));
            return some;
        }

        private void count(int bytes) throws IOException {
            read += bytes;
            if (read > most) {
                tooLarge = true;
                throw new IOException("the body is larger than " + most + " bytes");
            }
        }

        @Override
        public boolean isFinished() {
            return whole.isFinished();
        }

        @Override
        public boolean isReady() {
            return whole.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            whole.setReadListener(listener);
        }
    }
}

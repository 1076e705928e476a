package org.minqing.notification;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Connections that end after a while, however much comes in: a mail server's own time-outs count from one byte to the
 * next, so one that drips would hold a lane for ever.
 */
final class DeadlineSockets extends SocketFactory {

    private final Duration longest;

    /** @param longest from the first byte that is waited for to the last */
    DeadlineSockets(Duration longest) {
        this.longest = longest;
    }

    @Override
    public Socket createSocket() {
        long end = System.nanoTime() + longest.toNanos();
        return new Socket() {
            @Override
            public InputStream getInputStream() throws IOException {
                return new Ending(super.getInputStream(), end);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host, port, null, 0);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        Socket socket = createSocket();
        socket.bind(new InetSocketAddress(local, localPort));
        socket.connect(new InetSocketAddress(host, port), (int) longest.toMillis());
        return socket;
    }

    private static final class Ending extends FilterInputStream {

        private final long end;

        Ending(InputStream in, long end) {
            super(in);
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            requireTime();
            return super.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            requireTime();
            return super.read(into, offset, length);
        }

        private void requireTime() throws SocketTimeoutException {
            if (System.nanoTime() - end > 0) {
                throw new SocketTimeoutException("not finished in time");
            }
        }
    }
}

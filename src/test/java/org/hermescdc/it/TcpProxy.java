package org.hermescdc.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a program and a real server of this machine, and fails as networks and servers do: refuses, hangs, cuts
 * connections off in the middle of an answer, or is slow. What connections have said and heard goes through unchanged.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int PIECE = 8192;

    private final InetSocketAddress server;
    private final InetSocketAddress place;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;
    private Thread acceptor;
    private volatile boolean hanging;
    private volatile long answerLimit;
    private volatile Duration pause;

    /** @param server the port of the real server on loopback */
    public TcpProxy(int server) {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), server));
    }

    public TcpProxy(InetSocketAddress server) {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), server);
    }

    /** @param place where the proxy listens; any port for 0 */
    public TcpProxy(InetSocketAddress place, InetSocketAddress server) {
        this.server = server;
        this.listener = listen(place);
        this.place = (InetSocketAddress) listener.getLocalSocketAddress();
        pass();
    }

    public int port() {
        return place.getPort();
    }

    /** Without the port. */
    public String address() {
        return place.getAddress().getHostAddress();
    }

    /** Behaves well again; connections that hung go on. */
    public synchronized void pass() {
        answerLimit = Long.MAX_VALUE;
        pause = Duration.ZERO;
        hanging = false;
        if (listener == null) {
            listener = listen(place);
        }
    }

    /** Ends all connections, and takes no more. */
    public synchronized void refuse() {
        closeQuietly(listener);
        listener = null;
        awaitEnd(acceptor);
        connections.forEach(Connection::end);
    }

    /** Only when nobody waits at it any more is a closed listener really away. */
    private static void awaitEnd(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes connections and data, and passes nothing on. */
    public void hang() {
        hanging = true;
    }

    /** Each connection may hear so many more bytes of the server, and then ends; what it says arrives. */
    public void cutAnswersAfter(long bytes) {
        connections.forEach(connection -> connection.heard = 0);
        answerLimit = bytes;
    }

    /** Waits so long before each piece of an answer. */
    public void slowDown(Duration pause) {
        this.pause = pause;
    }

    @Override
    public void close() {
        refuse();
    }

    private ServerSocket listen(InetSocketAddress where) {
        try {
            ServerSocket socket = new ServerSocket(where.getPort(), 50, where.getAddress());
            acceptor = start("accept", () -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket client = socket.accept();
                start("connect", () -> connect(client));
            }
        } catch (IOException closed) {
            // it refuses now
        }
    }

    private void connect(Socket client) {
        try {
            Connection connection = new Connection(client, new Socket(server.getAddress(), server.getPort()));
            begin(connection);
        } catch (IOException serverIsAway) {
            closeQuietly(client);
        }
    }

    private synchronized void begin(Connection connection) {
        if (listener == null) {
            connection.end();
            return;
        }
        connections.add(connection);
        start("say", connection::say);
        start("hear", connection::hear);
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (Exception alreadyGone) {
            // as wanted
        }
    }

    private final class Connection {

        private final Socket client;
        private final Socket server;
        private volatile long heard;
        private volatile boolean ended;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void say() {
            pump(client, server, false);
        }

        void hear() {
            pump(server, client, true);
        }

        private void pump(Socket from, Socket to, boolean answer) {
            byte[] piece = new byte[PIECE];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                    while (hanging && !ended) {
                        LockSupport.parkNanos(5_000_000);
                    }
                    if (answer) {
                        length = heard(length);
                    }
                    out.write(piece, 0, length);
                    out.flush();
                    if (answer && heard >= answerLimit) {
                        break;
                    }
                }
            } catch (IOException gone) {
                // the other side hears of it
            }
            end();
        }

        /** Counts what is heard; returns how much of it may be. */
        private int heard(int length) {
            LockSupport.parkNanos(pause.toNanos());
            int allowed = (int) Math.max(0, Math.min(length, answerLimit - heard));
            heard += length;
            return allowed;
        }

        void end() {
            ended = true;
            closeQuietly(client);
            closeQuietly(server);
            connections.remove(this);
        }
    }
}

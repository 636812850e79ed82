package org.hermescdc.plugin.datasource.http;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Answers each HTTP request with the same bytes, and then closes the connection, or keeps silent. */
final class RawServer implements Closeable {

    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final List<Socket> silent = new ArrayList<>();
    private final byte[] answer;
    private final boolean closes;
    private final long pause;

    RawServer(byte[] answer, boolean closes) throws IOException {
        this(answer, closes, 0);
    }

    /** @param pause milliseconds between two bytes */
    RawServer(byte[] answer, boolean closes, long pause) throws IOException {
        this.pause = pause;
        this.answer = answer;
        this.closes = closes;
        Thread thread = new Thread(this::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                Socket socket = server.accept();
                BufferedReader request = new BufferedReader(new InputStreamReader(socket.getInputStream()));
                while (!request.readLine().isEmpty()) {
                    // the request itself does not matter
                }
                for (byte part : answer) {
                    socket.getOutputStream().write(part);
                    LockSupport.parkNanos(pause * 1_000_000);
                }
                if (closes) {
                    socket.close();
                } else {
                    silent.add(socket);
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : silent) {
            socket.close();
        }
    }
}

package org.hermescdc.plugin.handler.webservice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A real web service: keeps what is PUT or POSTed, by path, and can be told to misbehave. */
public final class PeopleService implements AutoCloseable {

    private static final int CONFLICT = 409;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new ArrayList<>();
    private final Map<String, String> kept = new TreeMap<>();
    private final Queue<Misbehaviour> planned = new ArrayDeque<>();
    private final InetAddress address;
    private final Optional<SSLContext> tls;
    private HttpServer server;
    private int port;

    /** What happens to one request, instead of an ordinary answer. */
    interface Misbehaviour {
        void answer(HttpExchange exchange, Runnable work) throws IOException;
    }

    public PeopleService() {
        this(InetAddress.getLoopbackAddress(), Optional.empty());
    }

    /** @param tls for a service that takes https and wants a certificate of its clients */
    PeopleService(InetAddress address, Optional<SSLContext> tls) {
        this.address = address;
        this.tls = tls;
        start();
    }

    public void start() {
        try {
            server = create(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getAddress().getPort();
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    private HttpServer create(InetSocketAddress socket) throws IOException {
        if (tls.isEmpty()) {
            return HttpServer.create(socket, 0);
        }
        HttpsServer secure = HttpsServer.create(socket, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls.get()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        return secure;
    }

    public void stop() {
        server.stop(0);
    }

    public String url() {
        return (tls.isEmpty() ? "http" : "https") + "://" + address.getHostAddress() + ":" + port;
    }

    /** The next request is answered so. */
    synchronized void next(Misbehaviour misbehaviour) {
        planned.add(misbehaviour);
    }

    /** The next request gets this code and does nothing. */
    void nextAnswers(int code, String... header) {
        next((exchange, work) -> {
            if (header.length > 0) {
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
            exchange.sendResponseHeaders(code, -1);
            exchange.close();
        });
    }

    /** The next request does its work and gets this code and text. */
    void nextTells(int code, String text) {
        next((exchange, work) -> {
            work.run();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    /** The next request does its work, and then the connection is gone. */
    void nextIsDoneButNotAnswered() {
        next((exchange, work) -> {
            work.run();
            exchange.close();
        });
    }

    /** The next request does its work, and is never answered. */
    void nextHangsAfterItIsDone() {
        next((exchange, work) -> work.run());
    }

    synchronized List<String> drain() {
        List<String> drained = List.copyOf(requests);
        requests.clear();
        return drained;
    }

    public synchronized Map<String, String> kept() {
        return new TreeMap<>(kept);
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        requests.add(method + " " + exchange.getRequestURI() + (body.isEmpty() ? "" : " " + body));
        int[] code = {200};
        Runnable work = () -> code[0] = work(method, path, body);
        Misbehaviour misbehaviour = planned.poll();
        if (misbehaviour != null) {
            misbehaviour.answer(exchange, work);
            return;
        }
        work.run();
        exchange.sendResponseHeaders(code[0], -1);
        exchange.close();
    }

    private int work(String method, String path, String body) {
        return switch (method) {
            case "PUT" -> kept.put(path, body) == null ? 201 : 200;
            case "POST" -> kept.putIfAbsent(path, body) == null ? 201 : CONFLICT;
            case "DELETE" -> kept.remove(path) == null ? 404 : 204;
            default -> 200;
        };
    }

    @Override
    public void close() {
        stop();
        threads.shutdownNow();
    }
}

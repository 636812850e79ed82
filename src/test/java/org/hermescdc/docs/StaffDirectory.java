package org.hermescdc.docs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The web service of docs/how-to/write-a-target-in-yaml.md: notes each request, and answers as the test wants it. */
final class StaffDirectory implements AutoCloseable {

    private final HttpServer server;
    private final List<String> requests = new ArrayList<>();
    private final Map<String, Integer> answers = new HashMap<>();

    StaffDirectory() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on requests for the path are answered with this code; all others with 200. */
    synchronized void answers(String path, int code) {
        answers.put(path, code);
    }

    /** The requests since the last time: {@code PUT /people/1 {…}}. */
    synchronized List<String> drain() {
        List<String> drained = List.copyOf(requests);
        requests.clear();
        return drained;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        String former = exchange.getRequestHeaders().getFirst("X-Former-Mail");
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        requests.add(exchange.getRequestMethod() + " " + path + (body.isEmpty() ? "" : " " + body)
                + (former == null ? "" : " formerly " + former));
        boolean known = "Bearer s3cret".equals(token);
        exchange.sendResponseHeaders(known ? answers.getOrDefault(path, 200) : 401, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

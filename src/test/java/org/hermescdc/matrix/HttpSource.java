package org.hermescdc.matrix;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hermescdc.it.TcpProxy;

/** A web service that answers in JSON, two items a page, to those who know the password. */
final class HttpSource extends Source {

    private static final int PAGE = 2;

    private final HttpServer server;
    private final TcpProxy proxy;
    private volatile World world;

    HttpSource() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/", this::answer);
        server.start();
        proxy = new TcpProxy(server.getAddress().getPort());
    }

    @Override
    Map<String, Object> declarations() {
        return Map.of(
                "data",
                Map.of(
                        "type",
                        "http",
                        "settings",
                        Map.of(
                                "url",
                                "http://127.0.0.1:" + proxy.port() + "/api",
                                "auth",
                                Map.of("type", "bearer", "token", "t0ken"),
                                "items",
                                "/items",
                                "retries",
                                0,
                                "paging",
                                Map.of("type", "offset", "total", "/total"))));
    }

    @Override
    Map<String, Object> fetch(Type type) {
        return Map.of("type", "fetch", "query", type.table());
    }

    @Override
    void hold(World now) {
        world = now;
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean known = "Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] answer = known ? page(exchange.getRequestURI()) : new byte[0];
        exchange.sendResponseHeaders(known ? 200 : 401, known ? answer.length : -1);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private byte[] page(URI question) {
        Type type = Stream.of(Type.values())
                .filter(one -> question.getPath().equals("/api/" + one.table()))
                .findAny()
                .orElseThrow();
        int offset = Integer.parseInt(question.getQuery().replace("offset=", ""));
        List<Map<String, Object>> rows = world.rows(type);
        Map<String, Object> answer = Map.of(
                "items",
                rows.subList(Math.min(offset, rows.size()), Math.min(offset + PAGE, rows.size())),
                "total",
                rows.size());
        return FileFormat.json(answer).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    void takeAway() {
        proxy.refuse();
    }

    @Override
    void bringBack() {
        proxy.pass();
    }

    @Override
    public void close() {
        proxy.close();
        server.stop(0);
    }
}

package org.hermescdc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server and a client send to a collector of traces: a real HTTP server, which keeps what it gets. */
class TracesTest {

    @TempDir
    private Path folder;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer collector;
    private ObservedPrograms programs;

    @BeforeEach
    void listen() throws IOException {
        programs = new ObservedPrograms(folder);
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void close() {
        programs.close();
        collector.stop(0);
    }

    @Test
    void tellsTheStepsOfACycleAndTheHandlerCallsOfATurn() {
        programs.stepByStep = true;
        work();

        assertThat(sent())
                .contains("hermes-server", "poll", "to-fetch-bean", "to-publish-bean", "to-save-bean", "datasource-hr")
                .contains("hermes-client-usersgroups_null", "consume", "to-handle-bean");
    }

    @Test
    void tellsNoValues() {
        work();

        assertThat(sent()).doesNotContain("canary", "exchangeId", "camel.uri", "url.path", "bus-in", folder.toString());
    }

    @Test
    void sendsNothingUnlessItIsTold() {
        programs.startServer("");
        programs.server.cycle();
        programs.close();

        assertThat(received).isEmpty();
    }

    private void work() {
        String url =
                "}\n  traces: {url: http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
        programs.startServer(url);
        programs.server.cycle();
        programs.startClient(url);
        programs.server.initsync();
        programs.client.iterate();
        programs.client.iterate();
        programs.target.refused = "canary";
        programs.source.execute("INSERT INTO people VALUES (7, 'canary', 'canary@x')");
        programs.server.cycle();
        programs.client.iterate();
        programs.close();
    }

    private String sent() {
        assertThat(received).isNotEmpty();
        return String.join("\n", received);
    }
}

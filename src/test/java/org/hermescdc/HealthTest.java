package org.hermescdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.hermescdc.core.HermesException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the management port answers about health, of a real server and a real client. */
class HealthTest {

    @TempDir
    private Path folder;

    private ObservedPrograms programs;

    @BeforeEach
    void make() {
        programs = new ObservedPrograms(folder);
    }

    @AfterEach
    void close() {
        programs.close();
    }

    @Test
    void isReadyOnceACycleHasSucceeded() {
        programs.startServer("");
        assertThat(problems(programs.serverPort, 503)).containsOnly(Map.entry("cycle", "no cycle has succeeded yet"));
        assertThat(programs.get(programs.serverPort, "/observe/health/live").statusCode())
                .isEqualTo(200);

        programs.server.cycle();

        assertThat(problems(programs.serverPort, 200)).isEmpty();
        assertThat(programs.get(programs.serverPort, "/observe/health").statusCode())
                .isEqualTo(200);
    }

    @Test
    void namesTheSourceThatIsDownAndSinceWhen() {
        programs.startServer("");
        programs.server.cycle();
        programs.source.execute("ALTER TABLE people RENAME TO away");

        assertThatExceptionOfType(HermesException.class).isThrownBy(programs.server::cycle);

        assertThat(problems(programs.serverPort, 503))
                .containsOnlyKeys("cycle", "datasource hr")
                .hasEntrySatisfying("datasource hr", text -> assertThat(text)
                        .matches("failing since \\d{4}-\\d\\d-\\d\\d .*")
                        .contains("no such table: people"))
                .hasEntrySatisfying("cycle", text -> assertThat(text).startsWith("the last cycle failed: "));

        programs.source.execute("ALTER TABLE away RENAME TO people");
        programs.server.cycle();
        assertThat(problems(programs.serverPort, 200)).isEmpty();
    }

    @Test
    void tellsHeldRemovalsAndAPause() {
        programs.startServer("");
        programs.server.cycle();
        programs.source.execute("DELETE FROM people");
        assertThatExceptionOfType(HermesException.class).isThrownBy(programs.server::cycle);
        programs.server.control().pause();

        assertThat(problems(programs.serverPort, 503))
                .containsOnlyKeys("cycle", "held removals", "paused")
                .containsEntry("held removals", "3 of 3 SRVUsers wait for an operator who releases their removal");
    }

    @Test
    void tellsThatTheLastCycleIsTooLongAgo() {
        programs.startServer(", max_age: 60");
        programs.server.cycle();
        assertThat(problems(programs.serverPort, 200)).isEmpty();

        programs.clock.advance(Duration.ofSeconds(62));

        assertThat(problems(programs.serverPort, 503).get("cycle"))
                .matches("the last successful cycle began at .*; more than 60 s ago");
    }

    @Test
    void saysOfAClientWhatItWaitsForAndHowManyErrorsItHas() {
        programs.startServer("");
        programs.server.cycle();
        programs.startClient(", max_errors: 1");
        programs.client.iterate();
        assertThat(problems(programs.clientPort, 503))
                .containsOnly(Map.entry("initsync", "not initialised yet: waiting for a complete sequence"));

        programs.server.initsync();
        programs.target.refused = "a";
        programs.client.iterate();
        assertThat(problems(programs.clientPort, 200)).isEmpty();

        programs.source.execute("INSERT INTO people VALUES (4, 'aline', 'd@x')");
        programs.server.cycle();
        programs.client.iterate();
        assertThat(problems(programs.clientPort, 503))
                .containsOnly(Map.entry("error queue", "2 objects wait in the error queue; more than 1"));
    }

    @Test
    void isAnErrorOfTheOperatorWhenThePortIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(programs.serverPort, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(HermesException.class)
                    .isThrownBy(() -> programs.startServer(""))
                    .withMessage("hermes.management.port: 127.0.0.1:" + other.getLocalPort()
                            + " cannot be listened at: Address already in use; nothing is started");
        }
        programs.startServer("");
        programs.server.cycle();
    }

    /** Condition → what is wrong, as the readiness probe answers. */
    private Map<String, String> problems(int port, int status) {
        HttpResponse<String> answer = programs.get(port, "/observe/health/ready");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        Map<String, String> problems = new TreeMap<>();
        try {
            for (JsonNode check : new JsonMapper().readTree(answer.body()).path("checks")) {
                if (check.path("status").asText().equals("DOWN")) {
                    problems.put(
                            check.path("name").asText(), check.path("message").asText());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(answer.body(), e);
        }
        return problems;
    }
}

package org.hermescdc.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The example of {@code config/bus-camel}: its plugins are made as docs/reference/bus-camel.md says, from the jars that the
 * page names, with the class and the command that it shows. The jars come from the local repository of this build.
 */
@ExtendWith(Nats.class)
class NatsIT extends MailingListsJourney {

    private static final String STREAM = "hermes";
    private static final String SUBJECT = "hermes.events";
    private static final Path PAGE = Path.of("docs/reference/bus-camel.md");

    private final Nats.Server server;
    private Distribution hermes;

    NatsIT(Nats.Server server) {
        this.server = server;
    }

    @Override
    void install(Distribution hermes) throws Exception {
        this.hermes = hermes;
        String page = Files.readString(PAGE);
        for (String jar : found("`([\\w.-]+\\.jar)`", page)) {
            Files.copy(inLocalRepository(jar), hermes.home().resolve("plugins").resolve(jar));
        }
        Files.writeString(
                hermes.home().resolve("NatsOffsets.java"),
                found("(?s)```java\n(.*?)```", page).get(0));
        Child.run(
                hermes.work().resolve("javac.log"),
                Duration.ofSeconds(60),
                Map.of("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH")),
                List.of(
                        "sh",
                        "-c",
                        "cd \"$0\" && " + found("`(javac .*?)`", page).get(0),
                        hermes.home().toString()));
        server.makeStream(STREAM, SUBJECT);
    }

    @Test
    void isFoundValidWithItsPlugins() throws IOException {
        Path log = hermes.work().resolve("validate.log");

        assertThat(hermes.status(log, environment(), "validate"))
                .as(Files.readString(log))
                .isZero();
        assertThat(log).content().contains("bus camel");
    }

    private static List<String> found(String pattern, String page) {
        List<String> found = Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(result -> result.group(1))
                .toList();
        assertThat(found).as(pattern).isNotEmpty();
        return found;
    }

    private static Path inLocalRepository(String jar) throws IOException {
        try (Stream<Path> files = Files.find(
                Path.of(System.getProperty("hermes.repository")),
                20,
                (path, attributes) -> path.getFileName().toString().equals(jar))) {
            return files.findFirst().orElseThrow(() -> new AssertionError(jar + " is not in the repository"));
        }
    }

    @Override
    String configured(String file) throws IOException {
        return Files.readString(Path.of("config/bus-camel", file));
    }

    @Override
    Map<String, String> environment() {
        return Map.of("NATS_ADDRESS", server.address());
    }

    @Override
    void killBroker() {
        server.kill();
    }

    @Override
    void startBroker() {
        server.start();
    }

    @Override
    void putForeign(String text) throws Exception {
        try (Connection connection = server.connect()) {
            connection.jetStream().publish(SUBJECT, text.getBytes(StandardCharsets.UTF_8));
        }
    }
}

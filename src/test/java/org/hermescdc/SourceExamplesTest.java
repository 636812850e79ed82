package org.hermescdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.it.SqliteFile;
import org.hermescdc.spi.SourceException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers on the examples whose sources are files: cycles over the data that ships, and over what goes wrong with it. */
class SourceExamplesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2031-03-03T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final List<String> notifications = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"source-file", "source-camel"})
    void sendChangesOfTheirFileAndRemoveNothingWhenItIsAway(String example) throws IOException {
        Path people = folder.resolve("people.csv");
        Files.copy(Path.of("config", example, "people.csv"), people);
        settle(people);
        HermesServer server = new HermesServer(
                config(example),
                CLOCK,
                notification -> notifications.add(notification.fullSubject()),
                UnaryOperator.identity(),
                UnaryOperator.identity());
        try {
            server.start();
            server.cycle();
            Files.writeString(people, "4,dan,Dan Dyer,\n", StandardOpenOption.APPEND);
            settle(people);
            server.cycle();
            Files.move(people, folder.resolve("away"));
            assertThatThrownBy(server::cycle).isInstanceOf(SourceException.class);
        } finally {
            server.close();
        }

        assertThat(events()).singleElement().asString().contains("\"added\"", "\"Users\"", "dan");
    }

    private static void settle(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-01-31T12:00:00Z")));
    }

    private ServerConfig config(String example) throws IOException {
        String text = Files.readString(Path.of("config", example, "hermes-server-config.yml"))
                .replace("cache/server", folder.resolve("cache").toString())
                .replace("uri: bus.sqlite", "uri: " + folder.resolve("bus.sqlite"))
                .replace("path: people.csv", "path: " + folder.resolve("people.csv"))
                .replace("file:.?", "file:" + folder + "?")
                .replace(
                        "        settings:\n          uri: file",
                        "        settings:\n          timeout: 3\n          uri: file");
        Path file = Files.writeString(folder.resolve("hermes-server-config.yml"), text);
        return new ConfigLoader(PluginCatalog.installed(folder), Map.of()).loadServer(file);
    }

    private List<String> events() {
        SqliteFile bus = new SqliteFile(folder.resolve("bus.sqlite"));
        return bus.rows("SELECT data FROM hermesmessages ORDER BY msgid").stream()
                .map(row -> row.get("data").toString())
                .filter(data -> data.contains("\"base\""))
                .toList();
    }
}

package org.hermescdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.it.SqliteFile;
import org.hermescdc.ops.HermesCommand;
import org.hermescdc.ops.InstanceLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hermes server-cli cache export} and {@code import}, between files and a SQLite file. */
class CacheCommandTest {

    private static final int ALREADY_RUNNING = 75;

    @TempDir
    Path folder;

    private final Hermes hermes = new Hermes();
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @BeforeEach
    void fillTheSource() {
        new SqliteFile(folder.resolve("hr.sqlite"))
                .execute(
                        "CREATE TABLE users (id INTEGER PRIMARY KEY, login TEXT)",
                        "INSERT INTO users VALUES (9, 'amara'), (10, 'zoé')");
    }

    @Test
    void movesACacheIntoADatabaseAndBack() throws IOException {
        Path files = write("files");
        cycle(files);
        Path jdbc = write("jdbc");

        assertThat(run(jdbc, "import", folder.resolve("cache-files"))).isEqualTo(0);
        assertThat(told.toString(StandardCharsets.UTF_8)).isEqualTo("3 collections copied\n");
        cycle(jdbc);
        assertThat(events()).isZero();

        new SqliteFile(folder.resolve("hr.sqlite")).execute("UPDATE users SET login = 'zoe' WHERE id = 10");
        cycle(jdbc);
        assertThat(events()).isEqualTo(1);
        assertThat(run(jdbc, "export", folder.resolve("back"))).isEqualTo(0);
        cycle(files);
        assertThat(events()).isEqualTo(2);
        Map<String, String> back = texts("back");
        assertThat(back).containsOnlyKeys("Users.json", "_dataschema.json", "_hermes-server.json");
        assertThat(back.get("Users.json")).isEqualTo(texts("cache-files").get("Users.json"));
        assertThat(back.get("_dataschema.json")).isEqualTo(texts("cache-files").get("_dataschema.json"));
    }

    @Test
    void overwritesNothing() throws IOException {
        Path files = write("files");
        cycle(files);
        Path jdbc = write("jdbc");
        Files.createDirectory(folder.resolve("other"));
        Files.writeString(folder.resolve("other/Users.json"), "{}");

        assertThat(run(files, "export", folder.resolve("other"))).isEqualTo(1);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .isEqualTo("nothing is copied: the target is not empty, it has Users\n");
        assertThat(folder.resolve("other/Users.json")).hasContent("{}");
        assertThat(run(jdbc, "import", folder.resolve("cache-files"))).isEqualTo(0);
        told.reset();
        assertThat(run(jdbc, "import", folder.resolve("cache-files"))).isEqualTo(1);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .isEqualTo("nothing is copied: the target is not empty, it has Users, _dataschema, _hermes-server\n");
    }

    @Test
    void copiesNothingOfACacheThatItDoesNotKnowWhole() throws IOException {
        Path files = write("files");
        cycle(files);
        Files.writeString(folder.resolve("cache-files/Stray.json"), "{}");

        assertThat(run(files, "export", folder.resolve("other"))).isEqualTo(1);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "nothing is copied: the cache has Stray, which neither the configuration nor what was kept of"
                                + " former ones explains\n");
        assertThat(texts("other")).isEmpty();
    }

    @Test
    void refusesWhatIsNoDirectory() throws IOException {
        assertThat(run(write("jdbc"), "import", folder.resolve("nowhere"))).isEqualTo(1);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .isEqualTo(folder.resolve("nowhere") + " is no directory of cache files; nothing is copied\n");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void doesNothingWhileTheServerRuns() throws IOException {
        Path files = write("files");
        cycle(files);
        try (InstanceLock held = new InstanceLock("hermes-server", folder.resolve("cache-files"), folder)) {
            assertThat(held).isNotNull();
            assertThat(run(files, "export", folder.resolve("other"))).isEqualTo(ALREADY_RUNNING);
        }
        assertThat(folder.resolve("other")).doesNotExist();
    }

    private int run(Path config, String command, Path directory) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PrintStream both = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            return HermesCommand.execute(
                    hermes::configLoader,
                    hermes,
                    List.of(),
                    "server-cli",
                    "--config",
                    config.toString(),
                    "cache",
                    command,
                    directory.toString());
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private void cycle(Path file) {
        ServerConfig config = hermes.configLoader().loadServer(file);
        HermesServer server = new HermesServer(config, Clock.systemUTC(), notification -> {});
        server.start();
        server.cycle();
        server.stop();
    }

    /** Of a server that stopped before it had any, the bus may be without its table. */
    private int events() {
        SqliteFile bus = new SqliteFile(folder.resolve("bus.sqlite"));
        return bus.rows("SELECT name FROM sqlite_master WHERE name = 'hermesmessages'")
                        .isEmpty()
                ? 0
                : bus.rows("SELECT msgid FROM hermesmessages").size();
    }

    private Map<String, String> texts(String directory) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve(directory))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .filter(path -> !path.toString().contains(".0"))
                    .toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }

    private Path write(String backend) throws IOException {
        return Files.writeString(folder.resolve(backend + ".yml"), """
                hermes:
                  cache:
                    dirpath: %1$s/cache-%2$s
                    enable_compression: false
                    backend: %2$s
                    jdbc: {url: "jdbc:sqlite:%1$s/cache.db"}
                  logs: {logfile: null}
                  plugins:
                    datasources:
                      hr: {type: sqlite, settings: {uri: %1$s/hr.sqlite}}
                    messagebus:
                      sqlite: {settings: {uri: %1$s/bus.sqlite, retention_in_days: 30}}
                hermes-server:
                  updateInterval: 3600
                  datamodel:
                    Users:
                      primarykeyattr: id
                      sources:
                        hr:
                          fetch: {type: fetch, query: "SELECT id, login FROM users"}
                          attrsmapping: {id: id, login: login}
                """.formatted(folder, backend));
    }
}

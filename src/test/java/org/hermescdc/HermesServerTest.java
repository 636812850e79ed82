package org.hermescdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.event.Event;
import org.hermescdc.it.SqliteFile;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server over real SQLite sources and bus, one cycle at a time. */
class HermesServerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2031-03-03T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final List<String> notifications = new ArrayList<>();
    private SqliteFile source;
    private SqliteFile bus;
    private UnaryOperator<BusProducer> busDecoration = UnaryOperator.identity();
    private HermesServer server;

    @BeforeEach
    void fill() {
        source = new SqliteFile(folder.resolve("hr.sqlite"));
        bus = new SqliteFile(folder.resolve("bus.sqlite"));
        source.execute(
                "CREATE TABLE people (id INTEGER, login TEXT, born TEXT)",
                "INSERT INTO people VALUES (1, 'amara', '1990'), (2, 'bilal', '1991'), (3, 'chloe', '1992')");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void saysNothingInItsFirstCycleAndEachDifferenceOnceLater() {
        start("");
        server.cycle();
        assertThat(events()).isEmpty();

        source.execute(
                "INSERT INTO people VALUES (4, 'dmitri', NULL)",
                "UPDATE people SET login = 'bilal2' WHERE id = 2",
                "DELETE FROM people WHERE id = 1");
        server.cycle();
        server.cycle();

        assertThat(events())
                .containsExactly(
                        event("base", "added", 4, "{\"login\":\"dmitri\",\"user_id\":4}"),
                        event(
                                "base",
                                "modified",
                                2,
                                "{\"added\":{},\"modified\":{\"login\":\"bilal2\"},\"removed\":{}}"),
                        event("base", "removed", 1, "{}"));
    }

    @Test
    void writesTheBusTableOfOnePointZero() {
        start("");
        server.cycle();
        server.initsync();

        assertThat(bus.rows("SELECT sql FROM sqlite_master WHERE name = 'hermesmessages'"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("sql").toString().replaceAll("\\s+", " "))
                        .containsIgnoringCase("msgid INTEGER PRIMARY KEY AUTOINCREMENT")
                        .containsIgnoringCase("data TEXT NOT NULL")
                        .containsIgnoringCase("timestamp REAL NOT NULL"));
        assertThat(bus.rows("SELECT msgid, timestamp FROM hermesmessages ORDER BY msgid"))
                .containsExactly(message(1), message(2), message(3), message(4), message(5));
        assertThat(events())
                .containsExactly(
                        "{\"evcategory\":\"initsync\",\"eventtype\":\"init-start\",\"objtype\":null,\"objpkey\":null,"
                                + "\"objattrs\":{\"SRVUsers\":{\"HERMES_ATTRIBUTES\":[\"login\",\"user_id\"],"
                                + "\"SECRETS_ATTRIBUTES\":[],\"PRIMARYKEY_ATTRIBUTE\":\"user_id\",\"FOREIGN_KEYS\":{}}},"
                                + "\"step\":0,\"isPartiallyProcessed\":false}",
                        event("initsync", "added", 1, "{\"login\":\"amara\",\"user_id\":1}"),
                        event("initsync", "added", 2, "{\"login\":\"bilal\",\"user_id\":2}"),
                        event("initsync", "added", 3, "{\"login\":\"chloe\",\"user_id\":3}"),
                        "{\"evcategory\":\"initsync\",\"eventtype\":\"init-stop\",\"objtype\":null,\"objpkey\":null,"
                                + "\"objattrs\":{},\"step\":0,\"isPartiallyProcessed\":false}");
    }

    @Test
    void repeatsNothingAfterARestart() {
        start("");
        server.cycle();
        source.execute("INSERT INTO people VALUES (4, 'dmitri', NULL)");
        server.cycle();
        server.stop();

        start("");
        server.cycle();

        assertThat(events()).containsExactly(event("base", "added", 4, "{\"login\":\"dmitri\",\"user_id\":4}"));
    }

    @Test
    void refusesAnInitsyncBeforeTheFirstCycle() {
        start("");

        assertThatExceptionOfType(HermesException.class)
                .isThrownBy(() -> server.initsync())
                .withMessageContaining("the cache is empty until the first cycle has succeeded");
        assertThat(notifications).isEmpty();
    }

    @Test
    void changesNothingWhenASourceIsDownAndTellsItOnce() throws IOException {
        start("");
        server.cycle();
        Map<String, String> cache = cache();
        source.execute("ALTER TABLE people RENAME TO away");

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatExceptionOfType(HermesException.class)
                    .isThrownBy(() -> server.cycle())
                    .withMessageContaining("datasource 'hr'")
                    .withMessageContaining("no such table: people")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
        }
        assertThat(cache()).isEqualTo(cache);
        assertThat(notifications).containsExactly("[hermes-server] unhandled exception");

        source.execute("ALTER TABLE away RENAME TO people");
        server.cycle();

        assertThat(events()).isEmpty();
        assertThat(notifications)
                .containsExactly("[hermes-server] unhandled exception", "[hermes-server] no more unhandled exception");
    }

    @Test
    void namesTheEntryWhoseTemplateFailsAndComparesNothing() {
        source.execute("UPDATE people SET born = 'hunter2' WHERE id = 2");
        start("            year: \"{{ born | float(default=none) + 1 }}\"\n");

        assertThatExceptionOfType(HermesException.class)
                .isThrownBy(() -> server.cycle())
                .withMessageContaining("datasource 'hr', row 2: SRVUsers[2]: attribute 'year'")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }

    @Test
    void holdsACycleThatWouldRemoveTooMuch() {
        start("");
        server.cycle();
        source.execute("DELETE FROM people WHERE id > 1", "INSERT INTO people VALUES (4, 'dmitri', NULL)");

        assertThatExceptionOfType(HermesException.class)
                .isThrownBy(() -> server.cycle())
                .withMessageContaining(
                        "held: the cycle would remove 2 of 3 SRVUsers (for example <SRVUsers[2]>, <SRVUsers[3]>)");
        assertThat(events()).isEmpty();

        source.execute("INSERT INTO people VALUES (2, 'bilal', '1991')");
        server.cycle();

        assertThat(events())
                .containsExactly(
                        event("base", "added", 4, "{\"login\":\"dmitri\",\"user_id\":4}"),
                        event("base", "removed", 3, "{}"));
    }

    @Test
    void tellsAHoldOnceAndItsEndOnce() {
        start("");
        server.cycle();
        source.execute("DELETE FROM people WHERE id > 1");

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatExceptionOfType(HermesException.class).isThrownBy(() -> server.cycle());
        }
        assertThat(notifications).containsExactly("[hermes-server] unhandled exception");
        assertThat(held()).containsEntry("removed", 2).containsEntry("cached", 3);
        assertThat(held().get("samples")).isEqualTo(List.of("<SRVUsers[2]>", "<SRVUsers[3]>"));

        source.execute("INSERT INTO people VALUES (2, 'bilal', '1991'), (3, 'chloe', '1992')");
        server.cycle();

        assertThat(notifications)
                .containsExactly("[hermes-server] unhandled exception", "[hermes-server] no more unhandled exception");
        assertThat(held()).isEmpty();
        assertThat(events()).isEmpty();
    }

    @Test
    void releasesExactlyTheRemovalsThatWereShownForOneCycle() throws Exception {
        start("");
        server.cycle();
        source.execute("DELETE FROM people WHERE id > 1", "INSERT INTO people VALUES (4, 'dmitri', NULL)");
        assertThatExceptionOfType(HermesException.class).isThrownBy(() -> server.cycle());
        String shown = held().get("set").toString();
        source.execute("DELETE FROM people WHERE id = 1");
        Thread loop = new Thread(server::run, "loop");
        loop.start();

        assertThat(release(shown))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withMessageContaining("the removals of SRVUsers are no longer those that were shown")
                .withMessageContaining("now the cycle would remove 3 of 3 SRVUsers");
        assertThat(events()).isEmpty();
        assertThat(release(held().get("set").toString())).succeedsWithin(Duration.ofSeconds(30));
        assertThat(held()).isEmpty();
        source.execute("DELETE FROM people");
        assertThat(server.requestUpdate())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withMessageContaining("held: the cycle would remove 1 of 1 SRVUsers");

        server.control().requestStop();
        loop.join(Duration.ofSeconds(30).toMillis());
        assertThat(events())
                .containsExactly(
                        event("base", "added", 4, "{\"login\":\"dmitri\",\"user_id\":4}"),
                        event("base", "removed", 1, "{}"),
                        event("base", "removed", 2, "{}"),
                        event("base", "removed", 3, "{}"));
    }

    @Test
    void releasesNothingThatIsNotHeld() {
        start("");
        server.cycle();

        assertThatExceptionOfType(HermesException.class)
                .isThrownBy(() -> release("3f2a"))
                .withMessageContaining("no removals of 'SRVUsers' are held");

        server.control().pause();
        assertThatExceptionOfType(HermesException.class)
                .isThrownBy(() -> release("3f2a"))
                .withMessageContaining("hermes-server is paused");
    }

    @Test
    void carriesOnFromWhatWasAcknowledgedWhenTheBusFails() {
        int[] accepted = {2};
        busDecoration = producer -> new Failing(producer, accepted);
        start("");
        server.cycle();
        source.execute("INSERT INTO people VALUES (4, 'd', NULL), (5, 'e', NULL), (6, 'f', NULL)");

        assertThatExceptionOfType(BusException.class).isThrownBy(() -> server.cycle());
        assertThat(server.status(false).tree(false).toString()).contains("unhandledException");
        server.stop();

        accepted[0] = 100;
        start("");
        server.cycle();

        assertThat(events())
                .containsExactly(
                        event("base", "added", 4, "{\"login\":\"d\",\"user_id\":4}"),
                        event("base", "added", 5, "{\"login\":\"e\",\"user_id\":5}"),
                        event("base", "added", 6, "{\"login\":\"f\",\"user_id\":6}"));
    }

    @Test
    void runsRequestsAndStopsWhenAsked() throws Exception {
        start("");
        Thread loop = new Thread(server::run, "loop");
        loop.start();

        String update = server.requestUpdate().toCompletableFuture().get(30, TimeUnit.SECONDS);
        String initsync = server.requestInitsync().toCompletableFuture().get(30, TimeUnit.SECONDS);
        server.control().requestStop();
        loop.join(Duration.ofSeconds(30).toMillis());

        assertThat(loop.isAlive()).isFalse();
        assertThat(update).isEqualTo("the update is done");
        assertThat(initsync).isEqualTo("the initsync sequence is sent");
        assertThat(events()).hasSize(5);
    }

    private CompletionStage<String> release(String set) {
        return server.requestRelease(Map.of("SRVUsers", set));
    }

    /** What the status tells of held removals; empty when there are none. */
    @SuppressWarnings("unchecked")
    private Map<String, Object> held() {
        Map<String, Object> errors =
                server.status(false).sections().get("SRVUsers").error();
        return (Map<String, Object>) errors.getOrDefault("held", Map.of());
    }

    private void start(String moreAttributes) {
        server = new HermesServer(
                config(moreAttributes),
                CLOCK,
                notification -> notifications.add(notification.fullSubject()),
                UnaryOperator.identity(),
                busDecoration);
        server.start();
    }

    private ServerConfig config(String moreAttributes) {
        String text = """
                hermes:
                  cache: {dirpath: %1$s/cache, enable_compression: false, backup_count: 0}
                  logs: {logfile: null}
                  plugins:
                    datasources:
                      hr: {type: sqlite, settings: {uri: %1$s/hr.sqlite}}
                    messagebus:
                      sqlite: {settings: {uri: %1$s/bus.sqlite, retention_in_days: 30}}
                hermes-server:
                  updateInterval: 3600
                  safeguards: {max_removed_percent: 50}
                  datamodel:
                    SRVUsers:
                      primarykeyattr: user_id
                      sources:
                        hr:
                          fetch: {type: fetch, query: SELECT * FROM people}
                          attrsmapping:
                            user_id: id
                            login: login
                """.formatted(folder) + moreAttributes;
        try {
            Path file = Files.writeString(folder.resolve("hermes-server-config.yml"), text);
            return new ConfigLoader(PluginCatalog.installed(folder), Map.of()).loadServer(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> events() {
        return Files.exists(bus.path())
                ? bus.rows("SELECT data FROM hermesmessages ORDER BY msgid").stream()
                        .map(row -> row.get("data").toString())
                        .toList()
                : List.of();
    }

    private Map<String, String> cache() throws IOException {
        Map<String, String> files = new java.util.TreeMap<>();
        try (Stream<Path> paths = Files.list(folder.resolve("cache"))) {
            for (Path path : paths.filter(file -> file.getFileName().toString().startsWith("SRV"))
                    .toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }

    private static Map<String, Object> message(int number) {
        Map<String, Object> row = new java.util.LinkedHashMap<>();
        row.put("msgid", number);
        row.put("timestamp", (double) CLOCK.instant().getEpochSecond());
        return row;
    }

    private static String event(String category, String type, int key, String attributes) {
        return "{\"evcategory\":\"" + category + "\",\"eventtype\":\"" + type
                + "\",\"objtype\":\"SRVUsers\",\"objpkey\":" + key + ",\"objattrs\":" + attributes
                + ",\"step\":0,\"isPartiallyProcessed\":false}";
    }

    /** A bus that accepts so many events, then none. */
    private record Failing(BusProducer producer, int[] accepted) implements BusProducer {

        @Override
        public void publish(List<Event> events) {
            int count = Math.min(accepted[0], events.size());
            producer.publish(events.subList(0, count));
            accepted[0] -= count;
            if (count < events.size()) {
                throw new BusException("the bus is down", count, null);
            }
        }

        @Override
        public void close() {
            producer.close();
        }
    }
}

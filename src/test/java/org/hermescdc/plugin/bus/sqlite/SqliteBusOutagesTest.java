package org.hermescdc.plugin.bus.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.hermescdc.camel.Buses;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.Routes;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.Category;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.it.SmallDisk;
import org.hermescdc.it.SqliteFile;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.hermescdc.outage.OutagesOf;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusFactory.Environment;
import org.hermescdc.spi.BusProducer;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What server and client do while the file of the bus, or its disk, does not do what it should. */
@OutagesOf("bus sqlite")
class SqliteBusOutagesTest {

    private SmallDisk disk;
    private SqliteFile file;
    private CamelContext context;
    private BusProducer producer;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        disk = new SmallDisk(folder.resolve("disk"));
        file = new SqliteFile(disk.folder().resolve("bus.sqlite"));
        context = Routes.started("bus/sqlite");
        producer = newProducer();
    }

    @AfterEach
    void close() throws Exception {
        producer.close();
        context.close();
        disk.close();
    }

    private BusProducer newProducer() throws Exception {
        return Buses.producer(
                context,
                declaration(Map.of("uri", file.path().toString(), "retention_in_days", 1L)),
                new Environment(Clock.systemUTC(), 0027));
    }

    private static HermesConfig.Plugin declaration(Map<String, Object> settings) {
        return new HermesConfig.Plugin("sqlite", new Settings(settings));
    }

    @Outage(
            value = Fault.REFUSED,
            then = "a file that cannot be opened is told, none of the batch counts as sent; a client waits")
    @Test
    void tellsAFileThatCannotBeOpenedAndGoesOn() throws Exception {
        producer.close();
        Files.deleteIfExists(file.path());
        Files.createDirectory(file.path());
        producer = newProducer();
        assertTold(() -> producer.publish(events(1, 3)), "");
        try (BusConsumer consumer = newConsumer()) {
            assertTold(consumer::bounds, "");

            Files.delete(file.path());
            producer.publish(events(1, 3));
            assertThat(consumer.bounds().end()).isEqualTo(4);
        }
    }

    @Outage(value = Fault.DIES, then = "a full disk: none of the batch counts as sent; goes on when there is room")
    @Test
    void losesNothingWhenTheDiskIsFull() throws Exception {
        producer.publish(events(1, 10));
        disk.fill();

        for (int tries = 0; tries < 2; tries++) {
            assertTold(() -> producer.publish(events(11, 2000)), "full");
        }
        assertThat(numbers()).isEqualTo(IntStream.rangeClosed(1, 10).boxed().toList());

        disk.empty();
        producer.publish(events(11, 20));
        assertThat(numbers()).isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    @Outage(
            value = Fault.CREDENTIALS,
            then = "a file that may only be read takes nothing, and is told; goes on when it may be written")
    @Test
    void losesNothingWhenTheFileMayOnlyBeRead() throws Exception {
        producer.publish(events(1, 2));
        producer.close();
        disk.makeReadOnly();
        producer = newProducer();

        assertTold(() -> producer.publish(events(3, 4)), "");

        disk.makeWritable();
        producer.publish(events(3, 4));
        assertThat(numbers()).containsExactly(1, 2, 3, 4);
    }

    @Outage(value = Fault.SLOW, then = "a lock of another program is waited for")
    @Test
    void waitsForAnotherProgramThatLocksTheFile() throws Exception {
        producer.publish(events(1, 1));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file.path());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            CompletableFuture<Void> release = CompletableFuture.runAsync(
                    () -> commit(statement), CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));

            producer.publish(events(2, 3));
            release.join();
        }
        assertThat(numbers()).containsExactly(1, 2, 3);
    }

    /** It takes the half minute that is waited. */
    @Outage(
            value = Fault.HANGS,
            then = "a lock that stays is given up after 30 s: `database is locked` (full form only)")
    @Test
    @EnabledIfSystemProperty(named = "hermes.full", matches = "true")
    void givesUpALockThatStays() throws Exception {
        producer.publish(events(1, 1));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file.path());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            assertTold(() -> producer.publish(events(2, 3)), "locked");
            commit(statement);
        }
        producer.publish(events(2, 3));
        assertThat(numbers()).containsExactly(1, 2, 3);
    }

    private static void commit(Statement statement) {
        try {
            statement.execute("COMMIT");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Use {
        void of() throws Exception;
    }

    private void assertTold(Use use, String reason) {
        assertThatThrownBy(use::of)
                .isInstanceOf(BusException.class)
                .hasMessageStartingWith("bus sqlite (" + file.path() + ") ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n")
                .satisfies(e -> assertThat(((BusException) e).acknowledged()).isZero());
    }

    private BusConsumer newConsumer() throws Exception {
        return Buses.consumer(context, declaration(Map.of("uri", file.path().toString())));
    }

    private List<Integer> numbers() {
        return file.rows("SELECT data FROM hermesmessages ORDER BY msgid").stream()
                .map(row -> row.get("data").toString().replaceFirst(".*\"objpkey\":(\\d+).*", "$1"))
                .map(Integer::valueOf)
                .toList();
    }

    private static List<Event> events(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .<Event>mapToObj(number -> new Event.Added(
                        Category.BASE, "Users", Key.of((long) number), Entry.of(Map.of("id", (long) number))))
                .toList();
    }
}

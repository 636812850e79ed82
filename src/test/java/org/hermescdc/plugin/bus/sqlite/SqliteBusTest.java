package org.hermescdc.plugin.bus.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.BusContract;
import org.hermescdc.core.event.EventJson;
import org.hermescdc.it.Child;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusConsumer.Bounds;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusMessage;
import org.hermescdc.spi.OffsetLostException;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteBusTest extends BusContract {

    private static final String TABLE_OF_1_0_9 = "CREATE TABLE hermesmessages"
            + " (msgid INTEGER PRIMARY KEY AUTOINCREMENT, data TEXT NOT NULL, timestamp REAL NOT NULL)";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("bus.sqlite");
    }

    @Override
    protected String routeFile() {
        return "sqlite";
    }

    @Override
    protected HermesConfig.Plugin producerDeclaration() {
        return new HermesConfig.Plugin(
                "sqlite", new Settings(Map.of("uri", file().toString(), "retention_in_days", 10L)));
    }

    @Override
    protected HermesConfig.Plugin consumerDeclaration() {
        return new HermesConfig.Plugin("sqlite", new Settings(Map.of("uri", file().toString())));
    }

    @Override
    protected void dropOldest(int count) throws Exception {
        sql("DELETE FROM hermesmessages WHERE msgid <= " + count);
    }

    @Override
    protected void putForeign(String text) throws Exception {
        sql("INSERT INTO hermesmessages (data, timestamp) VALUES ('" + text + "', 0)");
    }

    @Test
    void writesTheTableOfTheSpecification() throws Exception {
        publish(1, 2);

        assertThat(query("SELECT name || ' ' || type || ' ' || \"notnull\" || ' ' || pk FROM"
                        + " pragma_table_info('hermesmessages')"))
                .containsExactly("msgid INTEGER 0 1", "data TEXT 1 0", "timestamp REAL 1 0");
        assertThat(query("SELECT sql FROM sqlite_master WHERE name = 'hermesmessages'")
                        .get(0))
                .contains("AUTOINCREMENT");
        assertThat(query("SELECT msgid || ' ' || timestamp || ' ' || typeof(timestamp) || ' ' || data FROM"
                        + " hermesmessages"))
                .containsExactly(
                        "1 1930291200.125 real " + EventJson.write(added(1)),
                        "2 1930291200.125 real " + EventJson.write(added(2)));
        assertThat(query("PRAGMA journal_mode")).containsExactly("wal");
    }

    @Test
    void createsTheFileWithTheModeOfTheUmask() throws Exception {
        publish(1, 1);

        for (String name : List.of("bus.sqlite", "bus.sqlite-wal", "bus.sqlite-shm")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-r-----");
        }
    }

    @Test
    void keepsTheModeOfAFileThatIsThere() throws Exception {
        producer.close();
        Files.deleteIfExists(file());
        Files.createFile(file(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

        newProducer().publish(List.of(added(1)));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void takesOverAFileOfRelease109() throws Exception {
        producer.close();
        Files.deleteIfExists(file());
        sql(
                TABLE_OF_1_0_9,
                "INSERT INTO hermesmessages (data, timestamp) VALUES ('" + EventJson.write(added(1)) + "', "
                        + now.getEpochSecond() + ")");
        assertThat(query("PRAGMA journal_mode")).containsExactly("delete");

        producer = newProducer();
        publish(2, 2);

        BusConsumer consumer = newConsumer();
        assertThat(readAll(consumer, 1)).extracting(BusMessage::event).containsExactly(added(1), added(2));
        assertThat(query("PRAGMA journal_mode")).containsExactly("wal");
    }

    @Test
    void readsAFileThatRelease109StillWrites() throws Exception {
        producer.close();
        Files.deleteIfExists(file());
        sql(
                TABLE_OF_1_0_9,
                "INSERT INTO hermesmessages (data, timestamp) VALUES ('" + EventJson.write(added(1)) + "', 5)");

        BusConsumer consumer = newConsumer();

        assertThat(readAll(consumer, 1)).extracting(BusMessage::timestamp).containsExactly(Instant.ofEpochSecond(5));
        assertThat(query("PRAGMA journal_mode")).containsExactly("delete");
    }

    @Test
    void waitsForAFileThatIsNotThereYet() throws Exception {
        producer.close();
        Files.deleteIfExists(file());
        BusConsumer consumer = newConsumer();
        assertThat(consumer.bounds()).isEqualTo(new Bounds(1, 1));
        consumer.seek(1);
        assertThat(consumer.poll(Duration.ZERO)).isEmpty();
        assertThat(file()).doesNotExist();

        producer = newProducer();
        publish(1, 1);

        assertThat(read(consumer, 1)).extracting(BusMessage::event).containsExactly(added(1));
    }

    @Test
    void noticesAnotherFileInThePlaceOfTheOldOne() throws Exception {
        publish(1, 10);
        BusConsumer consumer = newConsumer();
        readAll(consumer, 1);
        producer.close();
        Files.delete(file());
        sql(TABLE_OF_1_0_9);

        assertThatThrownBy(() -> consumer.poll(LIMIT)).isInstanceOf(OffsetLostException.class);
    }

    @Test
    void tellsThatTheFileIsNoDatabaseAndGoesOnWhenItIsMended() throws Exception {
        publish(1, 1);
        producer.close();
        Path kept = Files.copy(file(), folder.resolve("kept"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(file(), "this is no database at all, whatever its name may say".repeat(100));
        BusConsumer consumer = newConsumer();
        consumer.seek(1);

        assertThatThrownBy(() -> consumer.poll(LIMIT))
                .isInstanceOf(BusException.class)
                .hasMessageStartingWith("bus sqlite (" + file() + ") cannot be read: ");

        Files.move(kept, file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        assertThat(readPastFailures(consumer)).extracting(BusMessage::event).containsExactly(added(1));
    }

    @Test
    void saysWhichFileCannotBeWritten() throws Exception {
        producer.close();
        Files.deleteIfExists(file());
        Files.createDirectory(file());

        assertThatThrownBy(() -> newProducer().publish(List.of(added(1))))
                .isInstanceOf(BusException.class)
                .hasMessageStartingWith("bus sqlite (" + file() + ") took none of 1 messages: ")
                .satisfies(e -> assertThat(((BusException) e).acknowledged()).isZero())
                .satisfies(e -> assertThat(((BusException) e).sent()).isZero());
    }

    @Test
    void remembersTheEndWhenEverythingIsDeleted() throws Exception {
        publish(1, 10);

        dropOldest(10);

        assertThat(newConsumer().bounds()).isEqualTo(new Bounds(11, 11));
    }

    @Test
    void skipsMessagesThatSomebodyDeletedInTheMiddle() throws Exception {
        publish(1, 4);
        sql("DELETE FROM hermesmessages WHERE msgid IN (2, 3)");
        BusConsumer consumer = newConsumer();
        consumer.seek(1);

        assertThat(read(consumer, 2)).extracting(BusMessage::offset).containsExactly(1L, 4L);
    }

    @Test
    void deletesOldMessagesWhenOpenedButNoneBehindAYoungOne() throws Exception {
        publish(1, 6);
        producer.close();
        long old = now.minus(Duration.ofDays(11)).getEpochSecond();
        sql("UPDATE hermesmessages SET timestamp = " + old + " WHERE msgid IN (1, 2, 4)");

        newProducer().publish(List.of(added(7)));

        BusConsumer consumer = newConsumer();
        awaitFirst(consumer, 3);
        assertThat(consumer.bounds()).isEqualTo(new Bounds(3, 8));
    }

    /** The timer of the retention runs beside the test, each second: reads until it has done its work. */
    private static void awaitFirst(BusConsumer consumer, long first) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (consumer.bounds().first() != first && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static List<BusMessage> readPastFailures(BusConsumer consumer) {
        for (int i = 0; i < 100; i++) {
            try {
                return consumer.poll(LIMIT);
            } catch (BusException notYet) {
                assertThat(notYet).isNotInstanceOf(OffsetLostException.class);
            }
        }
        throw new AssertionError("still fails");
    }

    @Test
    void neverFailsTheWriterWhateverReadersInOtherProcessesDo() throws Exception {
        publish(1, 1);
        try (Child one = reader("one");
                Child two = reader("two")) {
            one.awaitLog("reading", LIMIT);
            two.awaitLog("reading", LIMIT);

            for (int i = 0; i < 100; i++) {
                publish(100 * i + 2, 100 * i + 101);
            }

            for (Child child : List.of(one, two)) {
                child.awaitLog("read 10001 in order", LIMIT.multipliedBy(2));
                assertThat(child.log()).doesNotContain("locked");
            }
        }
    }

    private Child reader(String name) {
        return Child.java(folder.resolve(name + ".log"), SqliteBusProcess.class, "read", file().toString(), "10001");
    }

    @Test
    void keepsWholeBatchesOnlyWhenTheWriterIsKilled() throws Exception {
        producer.close();
        Files.deleteIfExists(file());
        int rounds = Boolean.getBoolean("hermes.full") ? 30 : 3;
        for (int round = 0; round < rounds; round++) {
            Path log = folder.resolve("writer" + round + ".log");
            Child writer = Child.java(log, SqliteBusProcess.class, "write", file().toString());
            writer.awaitLog("acknowledged " + (round % 5 + 2), LIMIT);
            writer.kill();
            long acknowledged = writer.log()
                    .lines()
                    .filter(line -> line.startsWith("acknowledged"))
                    .count();

            BusConsumer consumer = newConsumer();
            Bounds bounds = consumer.bounds();
            List<BusMessage> messages = readAll(consumer, 1);

            assertThat(messages.size() % SqliteBusProcess.BATCH).isZero();
            assertThat(messages).extracting(BusMessage::offset).first().isEqualTo(1L);
            assertThat(messages).hasSize((int) bounds.end() - 1);
            assertThat((long) messages.size()).isGreaterThanOrEqualTo(acknowledged * SqliteBusProcess.BATCH);
        }
    }

    private void sql(String... statements) throws SQLException {
        try (Connection bus = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = bus.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection bus = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = bus.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}

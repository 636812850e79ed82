package org.hermescdc.plugin.bus.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.hermescdc.spi.BusConsumer.Bounds;
import org.hermescdc.spi.BusFactory.Environment;
import org.hermescdc.spi.OutgoingMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteWriterTest {

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2031-03-03T08:00:00Z");
    private SqliteWriter writer;
    private SqliteReader reader;

    @BeforeEach
    void open() {
        InstantSource time = () -> now;
        Clock clock = time.withZone(ZoneOffset.UTC);
        Path file = folder.resolve("bus.sqlite");
        writer = new SqliteWriter(file, Duration.ofDays(2), new Environment(clock, 0027));
        reader = new SqliteReader(file);
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void deletesOldMessagesOnceADay() {
        append();
        pass(Duration.ofHours(20));
        writer.retain();
        append();

        pass(Duration.ofDays(1).plusHours(3));
        writer.retain();
        pass(Duration.ofHours(2));
        append();
        assertThat(reader.bounds()).as("not yet 2 days old").isEqualTo(new Bounds(1, 4));
        writer.retain();
        assertThat(reader.bounds()).as("old, but a day has not passed").isEqualTo(new Bounds(1, 4));

        pass(Duration.ofHours(22));
        writer.retain();
        assertThat(reader.bounds()).isEqualTo(new Bounds(3, 4));
    }

    @Test
    void triesAgainAnHourAfterItCouldNotDelete() throws Exception {
        Path bus = folder.resolve("bus.sqlite");
        Path aside = folder.resolve("aside");
        append();
        writer.close();
        Files.move(bus, aside);
        Files.createDirectory(bus);
        pass(Duration.ofDays(3));
        writer.retain();
        Files.delete(bus);
        Files.move(aside, bus);

        pass(Duration.ofMinutes(59));
        writer.retain();
        assertThat(reader.bounds()).as("not yet tried again").isEqualTo(new Bounds(1, 2));

        pass(Duration.ofMinutes(1));
        writer.retain();
        assertThat(reader.bounds()).isEqualTo(new Bounds(2, 2));
    }

    @Test
    void remembersTheEndWhenAllMessagesAreOld() {
        append();
        append();
        pass(Duration.ofDays(3));

        writer.retain();

        assertThat(reader.bounds()).isEqualTo(new Bounds(3, 3));
        append();
        assertThat(reader.bounds()).isEqualTo(new Bounds(3, 4));
    }

    @Test
    void makesTheBusWhenThereIsNothingToDelete() {
        writer.retain();

        assertThat(folder.resolve("bus.sqlite")).exists();
        assertThat(reader.bounds()).isEqualTo(new Bounds(1, 1));
    }

    @Test
    void takesAnEmptyBatch() {
        writer.append(List.of());

        assertThat(reader.bounds().isEmpty()).isTrue();
    }

    private void append() {
        writer.append(List.of(new OutgoingMessage("base", "Users", "added", "Users[1]", "{}")));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}

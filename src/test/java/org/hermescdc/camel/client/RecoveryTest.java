package org.hermescdc.camel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.OffsetLostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The procedures of docs/operate/recovery.md that concern a client. */
class RecoveryTest {

    @TempDir
    private Path folder;

    private Path cache;
    private Path backup;
    private ClientFixture fixture;

    @BeforeEach
    void setUp() {
        cache = folder.resolve("cache");
        backup = folder.resolve("backup");
        fixture = new ClientFixture(cache, Duration.ZERO);
    }

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    @Test
    void beginsAnewAfterTheRetentionDroppedWhatItNeeds() throws IOException {
        initialised(1, 2);
        fixture.put(ClientFixture.removed(1), ClientFixture.added(3));
        fixture.bus.drop(6);
        assertThatThrownBy(fixture::turn).isInstanceOf(OffsetLostException.class);
        fixture.client.stop();
        fixture.close();

        move(cache, backup);
        fixture.putInitsync(2, 3);
        fixture.start();
        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("saved", "Users[2] added", "Users[3] added", "saved");
        fixture.client.stop();
        fixture.close();
        assertThat(fixture.cached("__Users", "_pkey_id")).containsOnlyKeys(Key.of(2), Key.of(3));
        // what the new cache lacks is what was removed meanwhile: the target still has it
        assertThat(new ClientFixture(backup, Duration.ZERO).cached("__Users", "_pkey_id"))
                .containsOnlyKeys(Key.of(1), Key.of(2));
    }

    @Test
    void tellsOfABusThatWasMadeAnewAndIsShorter() throws Exception {
        initialised(1, 2);
        fixture.bus.clear();
        fixture.put(ClientFixture.added(9));
        CompletableFuture<Void> running = CompletableFuture.runAsync(fixture.client::run);

        while (!running.isDone()
                && !fixture.client.status(false).tree(false).toString().contains("unhandledException")) {
            Thread.onSpinWait();
        }

        assertThat(fixture.client.status(false).tree(false).toString())
                .contains("it is another bus than before, or was emptied");
        fixture.client.control().requestStop();
        running.get(1, TimeUnit.MINUTES);
        assertThat(fixture.told).containsExactly("unhandled exception");
        assertThat(fixture.target.drain()).containsOnly("saved");
        assertThat(fixture.state("exception").toString()).contains("hermes server-cli initsync");
    }

    @Test
    void catchesUpFromAnOlderCache() throws IOException {
        initialised(1, 2);
        fixture.client.stop();
        fixture.close();
        copy(cache, backup);
        fixture.start();
        fixture.put(ClientFixture.removed(1), ClientFixture.modified(2, "mail", "b@x"), ClientFixture.added(3));
        fixture.turn();
        fixture.client.stop();
        fixture.close();
        fixture.target.drain();
        List<Key> before = List.copyOf(fixture.cached("__Users", "_pkey_id").keySet());

        move(cache, folder.resolve("newer"));
        copy(backup, cache);
        fixture.start();
        fixture.turn();

        assertThat(fixture.target.drain())
                .containsExactly("Users[1] removed", "Users[2] modified", "Users[3] added", "saved");
        fixture.client.stop();
        fixture.close();
        assertThat(fixture.cached("__Users", "_pkey_id").keySet()).containsExactlyElementsOf(before);
    }

    private void initialised(int... keys) {
        fixture.putInitsync(keys);
        fixture.start();
        fixture.turn();
        fixture.target.drain();
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}

package org.hermescdc.camel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.hermescdc.camel.FatalException;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.OffsetLostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a client as spec/04 tells it: where it begins, what stops it, and what it tells of that. */
class ClientLifeTest {

    private static final String FATAL = "Unhandled fatal exception, APP WILL TERMINATE IMMEDIATELY";

    @TempDir
    Path directory;

    private ClientFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory, Duration.ZERO);
    }

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    @Test
    void beginsWithTheFirstSequenceWhereThatIsConfigured() {
        fixture.useFirstSequence = true;
        fixture.putInitsync(1);
        fixture.put(ClientFixture.added(2));
        fixture.putInitsync(1, 2, 3);
        fixture.start();

        fixture.turn();
        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[1] added", "saved", "Users[2] added", "saved");
    }

    @Test
    void passesOverSequencesWithoutAnEnd() {
        fixture.put(new Event.InitStart(ClientFixture.SCHEMA), initsync(7));
        fixture.putInitsync(1);
        fixture.put(new Event.InitStart(ClientFixture.SCHEMA), initsync(8));
        fixture.start();

        fixture.turn();
        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[1] added", "saved", "saved");
    }

    @Test
    void takesASequenceThatIsCompletedWhileItWaits() {
        fixture.put(new Event.InitStart(ClientFixture.SCHEMA), initsync(1));
        fixture.start();
        fixture.turn();
        assertThat(information().get("initsync")).isEqualTo("waiting for a complete sequence");
        fixture.put(initsync(2), new Event.InitStop());

        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[1] added", "Users[2] added", "saved");
        assertThat(information())
                .containsEntry("initsync", "done")
                .containsEntry("nextOffset", 5L)
                .containsEntry("lag", 0L);
    }

    @Test
    void doesNotChooseASequenceWhoseBeginningWasDroppedWhileItWaited() {
        fixture.put(new Event.InitStart(ClientFixture.SCHEMA), initsync(1));
        fixture.start();
        fixture.turn();
        fixture.bus.drop(2);
        fixture.put(new Event.InitStop());
        fixture.turn();
        assertThat(fixture.target.calls).isEmpty();

        fixture.putInitsync(2);
        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[2] added", "saved");
    }

    @Test
    void choosesNoSequenceWhenItIsStoppedInTheMiddleOfTheSearch() {
        fixture.putInitsync(1);
        fixture.putInitsync(1, 2);
        fixture.start();
        int[] polls = new int[1];
        fixture.bus.whenPolled(() -> {
            if (++polls[0] == 2) {
                fixture.client.control().requestStop();
            }
        });
        fixture.turn();
        fixture.client.stop();
        fixture.bus.whenPolled(() -> {});
        fixture.start();

        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[1] added", "Users[2] added", "saved");
    }

    @Test
    void goesOnWithTheSequenceThatItBeganAlsoWhenThereIsANewerOne() {
        fixture.putInitsync(1, 2);
        fixture.target.then(call -> fixture.client.control().requestStop());
        fixture.start();
        fixture.turn();
        fixture.client.stop();
        fixture.target.up();
        fixture.putInitsync(3);
        fixture.start();

        fixture.turn();
        fixture.turn();

        assertThat(fixture.target.drain())
                .containsExactly("Users[1] added", "saved", "saved", "Users[2] added", "saved", "saved");
    }

    @Test
    void skipsInitsyncEventsOnceItIsInitialised() {
        initialised(1);
        fixture.putInitsync(2);

        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("saved");
        assertThat(information()).containsEntry("nextOffset", 7L);
    }

    @Test
    void tellsOnceThatTheRetentionDroppedWhatItNeedsAndMakesNoProgress() {
        initialised(1);
        fixture.put(ClientFixture.added(2), ClientFixture.added(3));
        fixture.bus.drop(5);

        for (int turn = 0; turn < 2; turn++) {
            assertThatThrownBy(fixture::turn)
                    .isInstanceOf(OffsetLostException.class)
                    .hasMessageContaining("does not have the message 4")
                    .hasMessageContaining("hermes server-cli initsync");
        }
        fixture.client.stop();
        fixture.start();
        assertThatThrownBy(fixture::turn).isInstanceOf(OffsetLostException.class);

        assertThat(fixture.told).containsExactly("unhandled exception");
        assertThat(fixture.client.status(false).tree(false).toString()).contains("dropped by the retention");
        assertThat(fixture.target.drain()).containsExactly("saved");
        fixture.die();
        assertThat(fixture.state("nextoffset")).isEqualTo(4L);
    }

    @Test
    void tellsThatTheRetentionDroppedTheRestOfItsSequence() {
        fixture.putInitsync(1, 2);
        fixture.target.then(call -> fixture.client.control().requestStop());
        fixture.start();
        fixture.turn();
        fixture.client.stop();
        fixture.bus.drop(4);
        fixture.putInitsync(5);
        fixture.target.up();
        fixture.start();

        assertThatThrownBy(fixture::turn).isInstanceOf(OffsetLostException.class);

        assertThat(fixture.told).containsExactly("unhandled exception");
        assertThat(fixture.target.drain()).containsExactly("Users[1] added", "saved", "saved");
        assertThat(information()).containsEntry("initsync", "at message 3 of 1 to 4");
    }

    @Test
    void pausesBetweenTwoEvents() throws InterruptedException, ExecutionException {
        initialised();
        CountDownLatch paused = new CountDownLatch(1);
        fixture.target.then(call -> {
            if (call.key().equals(Key.of(1))) {
                fixture.client.control().pause();
                paused.countDown();
            }
        });
        fixture.put(ClientFixture.added(1), ClientFixture.added(2));
        Thread[] loop = new Thread[1];
        CompletableFuture<Void> turn = new CompletableFuture<>();
        loop[0] = new Thread(() -> turn.completeAsync(
                () -> {
                    fixture.turn();
                    return null;
                },
                Runnable::run));
        loop[0].start();
        assertThat(paused.await(10, TimeUnit.SECONDS)).isTrue();
        while (loop[0].isAlive() && loop[0].getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        assertThat(fixture.target.calls).containsExactly("Users[1] added");
        assertThat(information()).containsEntry("status", "paused");
        fixture.client.control().resume();
        turn.get();
        assertThat(fixture.target.drain()).containsExactly("Users[1] added", "Users[2] added", "saved");
        assertThat(information()).containsEntry("status", "running").containsEntry("pausedSince", "None");
    }

    @Test
    void looksForASequenceAtItsEaseWithAnUpdateIntervalOfZero() {
        fixture.updateInterval = Duration.ZERO;
        fixture.start();
        int[] looks = {0};
        fixture.bus.whenAsked(() -> {
            if (++looks[0] == 3) {
                fixture.client.control().requestStop();
            }
        });
        long start = System.nanoTime();

        fixture.client.run();
        fixture.client = null;

        assertThat(looks).containsExactly(3);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(900));
    }

    @Test
    void tellsThatItEndsWhenOnSaveFails() {
        fixture.putInitsync(1);
        fixture.start();
        fixture.target.failOnSave();

        assertThatThrownBy(() -> fixture.client.run()).isInstanceOf(FatalException.class);
        fixture.client = null;

        assertThat(fixture.told).containsExactly(FATAL);
        assertThat(fixture.target.drain()).containsExactly("Users[1] added", "saved");
        assertThat(fixture.cached("__Users", "_pkey_id")).containsOnlyKeys(Key.of(1));
    }

    /** Thirty users of 100 000 bytes, each recorded twice: without a save in between that is 6 MB, where 1 MiB may be. */
    @Test
    void savesInTheMiddleOfALargeSequence() {
        String large = "x".repeat(100_000);
        fixture.put(new Event.InitStart(ClientFixture.SCHEMA));
        for (int key = 1; key <= 30; key++) {
            Entry user = ClientFixture.user(key).with("mail", large);
            fixture.put(new Event.Added(Event.Category.INITSYNC, "SRVUsers", Key.of(key), user));
        }
        fixture.put(new Event.InitStop());
        long[] most = new long[1];
        fixture.target.then(call -> most[0] = Math.max(most[0], journal()));
        fixture.start();

        fixture.turn();
        fixture.client.stop();
        fixture.client = null;

        assertThat(most[0]).isBetween(1_000_000L, 4_000_000L);
        assertThat(fixture.target.drain())
                .hasSize(32)
                .startsWith("Users[1] added")
                .endsWith("saved", "saved");
        assertThat(fixture.cached("__Users", "_pkey_id")).hasSize(30);
        assertThat(fixture.state("inFlight")).isNull();
    }

    private long journal() {
        try {
            return Files.size(directory.resolve("_journal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> information() {
        return fixture.client.status(true).sections().get("hermes-client-test").information();
    }

    private void initialised(int... keys) {
        fixture.putInitsync(keys);
        fixture.start();
        fixture.turn();
        fixture.target.drain();
    }

    private static Event initsync(int key) {
        return new Event.Added(Event.Category.INITSYNC, "SRVUsers", Key.of(key), ClientFixture.user(key));
    }
}

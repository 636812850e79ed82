package org.hermescdc.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RunControlTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final RunControl control = new RunControl("hermes-server", FakeServer.CLOCK);

    private static boolean result(CompletableFuture<Boolean> loop) throws Exception {
        return loop.get(30, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Boolean> start(Supplier<Boolean> loop) {
        return CompletableFuture.supplyAsync(loop);
    }

    @Test
    void goesOnWhileNothingIsAsked() {
        assertThat(control.proceed()).isTrue();
        assertThat(control.sleep(Duration.ZERO)).isTrue();
    }

    @Test
    void wakesFromALongSleep() throws Exception {
        CompletableFuture<Boolean> loop = start(() -> control.sleep(LONG));

        control.wake();

        assertThat(result(loop)).isTrue();
    }

    @Test
    void stopsAtTheNextSafePoint() throws Exception {
        CompletableFuture<Boolean> loop = start(() -> control.sleep(LONG));

        control.requestStop();

        assertThat(result(loop)).isFalse();
        assertThat(control.proceed()).isFalse();
    }

    @Test
    void waitsWhilePausedUntilResumed() throws Exception {
        control.pause();
        CompletableFuture<Boolean> loop = start(control::proceed);
        assertThat(control.pausedSince()).contains(LocalDateTime.parse("2031-03-03T08:00:00"));

        control.resume();

        assertThat(result(loop)).isTrue();
        assertThat(control.pausedSince()).isEmpty();
    }

    @Test
    void stopsAlsoWhilePaused() throws Exception {
        control.pause();
        CompletableFuture<Boolean> loop = start(control::proceed);

        control.requestStop();

        assertThat(result(loop)).isFalse();
    }
}

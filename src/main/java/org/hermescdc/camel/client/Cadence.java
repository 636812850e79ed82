package org.hermescdc.camel.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Something that is due every so often, counted from its last attempt; the first time at once. */
final class Cadence {

    private final Clock clock;
    private final Duration interval;
    private Instant last;

    Cadence(Clock clock, Duration interval) {
        this.clock = clock;
        this.interval = interval;
    }

    /** Whether it is due; if so, this is the attempt. */
    boolean isDue() {
        Instant now = clock.instant();
        if (last != null && now.isBefore(last.plus(interval))) {
            return false;
        }
        last = now;
        return true;
    }

    /** Makes it due at once. */
    void hurry() {
        last = null;
    }
}

package org.hermescdc.camel.observe;

import java.time.Clock;

/** How many events a second there were in the last minute. Safe for concurrent use. */
public final class Rate {

    private static final int SECONDS = 60;

    private final Clock clock;
    private final long[] counts = new long[SECONDS];
    private final long[] seconds = new long[SECONDS];

    public Rate(Clock clock) {
        this.clock = clock;
    }

    public synchronized void add(int events) {
        long now = now();
        int slot = (int) (now % SECONDS);
        if (seconds[slot] != now) {
            seconds[slot] = now;
            counts[slot] = 0;
        }
        counts[slot] += events;
    }

    /** Over the last minute, with the second that is not over yet; to one decimal. */
    public synchronized double perSecond() {
        long oldest = now() - SECONDS;
        long sum = 0;
        for (int slot = 0; slot < SECONDS; slot++) {
            sum += seconds[slot] > oldest ? counts[slot] : 0;
        }
        return Math.round(sum * 10.0 / SECONDS) / 10.0;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}

package org.hermescdc;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.hermescdc.camel.HeldRemovals;
import org.hermescdc.camel.observe.Meters;
import org.hermescdc.ops.RunControl;
import org.hermescdc.ops.StatusReport;

/** What keeps servers and clients alike from being ready. */
final class Conditions {

    private static final Duration LEAST_AGE = Duration.ofMinutes(15);
    private static final int MISSED = 3;

    private Conditions() {}

    /** How long a program may make no progress, unless its configuration tells. */
    static Duration defaultAge(Duration updateInterval) {
        Duration missed = updateInterval.multipliedBy(MISSED);
        return missed.compareTo(LEAST_AGE) > 0 ? missed : LEAST_AGE;
    }

    static Optional<String> paused(RunControl control) {
        return control.pausedSince().map(since -> "paused since " + StatusReport.time(since));
    }

    static Optional<String> held(Map<String, HeldRemovals> held) {
        if (held.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        held.forEach((type, removals) -> text.append(text.isEmpty() ? "" : ", ")
                .append(removals.removed())
                .append(" of ")
                .append(removals.cached())
                .append(' ')
                .append(type));
        return Optional.of(text + " wait for an operator who releases their removal");
    }

    /** The metrics of the same. */
    static void addTo(Meters meters, RunControl control, BooleanSupplier failed) {
        meters.gauge(
                "paused",
                "1 while the program is paused",
                () -> control.pausedSince().isPresent() ? 1 : 0);
        meters.gauge(
                "failed", "1 while an exception keeps the program from its work", () -> failed.getAsBoolean() ? 1 : 0);
    }
}

package org.hermescdc.camel.observe;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hermescdc.ops.StatusReport;

/**
 * How the last contact with each source, and with the bus, went: what is down is known from the work itself, nothing is
 * asked only to know. Safe for concurrent use.
 */
public final class Contacts {

    private final Clock clock;
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    public Contacts(Clock clock) {
        this.clock = clock;
    }

    private record Failure(LocalDateTime since, String message) {}

    /** What is wrong with {@code peer}, and since when; empty if the last contact went well, or there was none. */
    public Optional<String> problem(String peer) {
        return Optional.ofNullable(failures.get(peer))
                .map(failure -> "failing since " + StatusReport.time(failure.since) + ": " + failure.message);
    }

    /** Runs a call to {@code peer}, and notes how it went. */
    public void run(String peer, Runnable call) {
        get(peer, () -> {
            call.run();
            return null;
        });
    }

    /** Makes a call to {@code peer}, and notes how it went. */
    public <T> T get(String peer, Supplier<T> call) {
        try {
            T answer = call.get();
            failures.remove(peer);
            return answer;
        } catch (RuntimeException e) {
            failed(peer, e);
            throw e;
        }
    }

    private void failed(String peer, RuntimeException e) {
        LocalDateTime now = LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        failures.merge(peer, new Failure(now, message), (before, latest) -> new Failure(before.since, latest.message));
    }
}

package org.hermescdc.ops;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.hermescdc.core.HermesException;

/** A server that does nothing but tell that it was asked. */
final class FakeServer implements ServerApplication {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2031-03-03T08:00:00Z"), ZoneOffset.UTC);

    private final Map<String, StatusReport.Section> held = new TreeMap<>();
    private final Semaphore asked = new Semaphore(0);
    private volatile CompletableFuture<String> update = CompletableFuture.completedFuture("cycle done");
    private final RunControl control = new RunControl("hermes-server", CLOCK);

    /** Lets the status tell of held removals. */
    void hold(String type, Map<String, Object> removals) {
        held.put(type, new StatusReport.Section(Map.of(), Map.of(), Map.of("held", removals)));
    }

    @Override
    public String name() {
        return "hermes-server";
    }

    @Override
    public void run() {
        throw new UnsupportedOperationException();
    }

    @Override
    public RunControl control() {
        return control;
    }

    @Override
    public StatusReport status(boolean details) {
        Map<String, StatusReport.Section> sections = new TreeMap<>(held);
        sections.put(
                "hermes-server",
                new StatusReport.Section(
                        Map.of("status", control.pausedSince().isPresent() ? "paused" : "running"),
                        Map.of(),
                        Map.of("mergeConflicts", List.of())));
        return new StatusReport(sections);
    }

    /** Lets updates wait, as during a cycle, until {@link #giveUpdates}. */
    void withholdUpdates() {
        update = new CompletableFuture<>();
    }

    /** Waits until so many wait. */
    void awaitWithheld(int count) throws InterruptedException {
        asked.acquire(count);
    }

    void giveUpdates() {
        update.complete("cycle done");
    }

    @Override
    public CompletionStage<String> requestUpdate() {
        asked.release();
        return update;
    }

    @Override
    public CompletionStage<String> requestRelease(Map<String, String> removals) {
        return CompletableFuture.completedFuture("released " + removals);
    }

    @Override
    public CompletionStage<PlanReport> requestPlan(Optional<String> type, int limit) {
        return CompletableFuture.completedFuture(new PlanReport(
                "plan of " + type.orElse("all"), List.of("limit " + limit), Map.of(), List.of(), Map.of()));
    }

    @Override
    public CompletionStage<String> requestInitsync() {
        return CompletableFuture.failedFuture(new HermesException("no complete cycle yet"));
    }
}

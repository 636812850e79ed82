package org.hermescdc.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hermescdc.core.HermesException;

/** A client with one entry in its error queue, number 12, that does nothing but tell that it was asked. */
final class FakeClient implements ClientApplication {

    static final QueueEntry ENTRY =
            new QueueEntry(12, "added", "Users", 4L, "dmitri", "no room", null, 2, true, "3f2a", null, null);

    final List<String> asked = new ArrayList<>();
    private final RunControl control = new RunControl("hermes-client-ldap", FakeServer.CLOCK);

    @Override
    public String name() {
        return "hermes-client-ldap";
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
        return new StatusReport(Map.of());
    }

    @Override
    public CompletionStage<String> requestRelease(Map<String, String> removals) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<PlanReport> requestPlan(int limit) {
        return CompletableFuture.completedFuture(
                new PlanReport("plan of the client", List.of("limit " + limit), Map.of(), List.of(), Map.of()));
    }

    @Override
    public CompletionStage<QueueReport> requestErrors(int limit) {
        asked.add("list " + limit);
        return CompletableFuture.completedFuture(new QueueReport(1, 1, Map.of("no room", 1), List.of(ENTRY)));
    }

    @Override
    public CompletionStage<QueueEntry> requestError(long number) {
        return number == 12
                ? CompletableFuture.completedFuture(ENTRY)
                : CompletableFuture.failedFuture(new HermesException("no entry " + number));
    }

    @Override
    public CompletionStage<RetryReport> requestRetry(List<Long> numbers) {
        asked.add("retry " + numbers);
        return CompletableFuture.completedFuture(new RetryReport(List.of(
                new RetryReport.Outcome(12, "dmitri", true, "done"),
                new RetryReport.Outcome(15, "dana", numbers.isEmpty(), "failed: no room"))));
    }

    @Override
    public CompletionStage<String> requestDrop(long number, Optional<String> id) {
        asked.add("drop " + number + id.map(" "::concat).orElse(""));
        return CompletableFuture.completedFuture("dropped");
    }
}

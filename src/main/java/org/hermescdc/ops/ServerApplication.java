package org.hermescdc.ops;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A running server. All requests complete with what to tell the operator, or exceptionally with a {@link
 * org.hermescdc.core.HermesException} that says why they were refused or failed; a server that stops first completes them
 * exceptionally. A server that is paused completes {@link #requestUpdate} at once, with the message that the cycle runs
 * when it resumes.
 */
public interface ServerApplication extends Application {

    /** Runs a cycle as soon as possible, whatever {@code updateInterval} says. */
    CompletionStage<String> requestUpdate();

    /**
     * Runs a cycle as soon as possible, for which alone the limits on removals do not hold these removals; refused when
     * others exceed the limits by then.
     *
     * @param removals data type → the set to release, as the status tells it ({@code held.set})
     * @throws org.hermescdc.core.HermesException if nothing of such a type is held, or the server is paused
     */
    CompletionStage<String> requestRelease(Map<String, String> removals);

    /**
     * Finds what a cycle that began now would tell, without doing any of it, as soon as no cycle runs; also while the server
     * is paused.
     *
     * @param type the only data type to tell of; empty: all
     * @param limit of the changes that are listed; the counts are complete
     */
    CompletionStage<PlanReport> requestPlan(Optional<String> type, int limit);

    /** Sends an initsync sequence as soon as possible; refused before the first complete cycle. */
    CompletionStage<String> requestInitsync();
}

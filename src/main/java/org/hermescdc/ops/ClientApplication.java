package org.hermescdc.ops;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A running client. */
public interface ClientApplication extends Application {

    /**
     * Does the held change of the datamodel, or the held purge, as soon as possible; refused when other removals exceed the
     * limits by then, or when the client stops first.
     *
     * @param removals local type → the set to release, as the status tells it ({@code held.set})
     * @throws org.hermescdc.core.HermesException if nothing of such a type is held
     */
    CompletionStage<String> requestRelease(Map<String, String> removals);

    /**
     * Finds what handlers would be told after a restart with the configuration file as it is now, between two events, also
     * while the client is paused.
     *
     * @param limit of the calls that are listed; the numbers are complete
     * @throws org.hermescdc.core.HermesException if the file is no configuration of this client
     */
    CompletionStage<PlanReport> requestPlan(int limit);

    /**
     * Tells what waits in the error queue, between two events, also while the client is paused.
     *
     * @param limit of the entries that are listed; the numbers are complete
     */
    CompletionStage<QueueReport> requestErrors(int limit);

    /**
     * Tells all of one entry of the error queue, between two events, also while the client is paused; refused where there is
     * none of that number.
     */
    CompletionStage<QueueEntry> requestError(long number);

    /**
     * Tries entries of the error queue again as soon as possible, before all else, in the order of every retry; one that has
     * to wait for another one is not tried, unless that one is tried too, and succeeds.
     *
     * @param numbers of the entries; none: all
     * @throws org.hermescdc.core.HermesException while the client is paused
     */
    CompletionStage<RetryReport> requestRetry(List<Long> numbers);

    /**
     * Takes an entry out of the error queue, between two events, also while the client is paused, as if its handler had
     * succeeded; refused where another entry has to go first.
     *
     * @param id the event that it must be, as {@link QueueEntry#id} tells it; empty: whatever it is
     * @return what was dropped, and what the target may lack
     */
    CompletionStage<String> requestDrop(long number, Optional<String> id);
}

package org.hermescdc.ops;

import java.util.concurrent.CompletionStage;

/**
 * A running server. Both requests complete with what to tell the operator, or exceptionally with a {@link
 * org.hermescdc.core.HermesException} that says why they were refused or failed; a server that stops first completes them
 * exceptionally. A server that is paused completes {@link #requestUpdate} at once, with the message that the cycle runs
 * when it resumes.
 */
public interface ServerApplication extends Application {

    /** Runs a cycle as soon as possible, whatever {@code updateInterval} says. */
    CompletionStage<String> requestUpdate();

    /** Sends an initsync sequence as soon as possible; refused before the first complete cycle. */
    CompletionStage<String> requestInitsync();
}

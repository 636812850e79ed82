package org.hermescdc.ops;

import java.util.Map;
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
}

package org.hermescdc.scenario;

import java.nio.file.Path;
import java.time.Duration;

/** A client as scenarios drive it. */
interface ClientUnderTest {

    /** Starts it, without reading anything; throws if it refuses to start. */
    void start(Path config);

    /**
     * Runs its loop once.
     *
     * @return false if a fatal error ended it
     */
    boolean iterate();

    void stop();

    /** {@code errorQueue_retryInterval} of its configuration. */
    Duration retryInterval();
}

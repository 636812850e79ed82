package org.hermescdc.crash;

import java.time.Duration;

/** What a client is doing when it is killed. */
enum ClientWork {
    INITSYNC("an initsync", Duration.ZERO),
    EVENTS("events of the bus", Duration.ZERO),
    RETRY("a retry of the error queue", Duration.ZERO),
    DROP("dropping what is in the error queue", Duration.ZERO),
    PURGE("a purge of the trashbin", Duration.ofDays(3)),
    DATAMODEL("a change of the client's datamodel: one type gone, another one changed", Duration.ZERO),
    SCHEMA("a change of the data schema: one type gone, another one keyed anew", Duration.ZERO);

    private final String text;
    private final Duration later;

    ClientWork(String text, Duration later) {
        this.text = text;
        this.later = later;
    }

    String text() {
        return text;
    }

    /** Whether the step comes in it: dropping calls no handler. */
    boolean has(ClientStep step) {
        return this != DROP || step != ClientStep.IN_HANDLER && step != ClientStep.AFTER_EFFECT;
    }

    /** Whether an effect may be on the target that the cache does not know. */
    boolean repeats(ClientStep step) {
        return this != DROP && step.repeats();
    }

    /** How long after all else it happens. */
    Duration later() {
        return later;
    }
}

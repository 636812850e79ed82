package org.hermescdc.crash;

import java.time.Duration;

/** What a client is doing when it is killed. */
enum ClientWork {
    INITSYNC("an initsync", Duration.ZERO),
    EVENTS("events of the bus", Duration.ZERO),
    RETRY("a retry of the error queue", Duration.ZERO),
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

    /** How long after all else it happens. */
    Duration later() {
        return later;
    }
}

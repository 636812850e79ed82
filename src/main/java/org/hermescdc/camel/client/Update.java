package org.hermescdc.camel.client;

import java.util.ArrayList;
import java.util.List;
import org.hermescdc.store.UnitOfWork;

/** Changes of the client's cache that happen together: those of the store, and those of what only memory holds. */
final class Update {

    private final UnitOfWork unit = new UnitOfWork();
    private final List<Runnable> inMemory = new ArrayList<>();

    UnitOfWork unit() {
        return unit;
    }

    /** Adds what is to be done once the store has taken the unit. */
    void afterwards(Runnable change) {
        inMemory.add(change);
    }

    void finish() {
        inMemory.forEach(Runnable::run);
    }
}

package org.hermescdc.camel.client;

/** The step {@code admit}: tells whether a local event may be given to its handler now, or must wait in the error queue. */
public final class Admit {

    private final ClientCache cache;

    Admit(ClientCache cache) {
        this.cache = cache;
    }

    /** Retried events were chosen to be tried, and what could not be made waits anyway. */
    public LocalChange admit(LocalChange change) {
        if (change.mustWait() || !(change.origin() instanceof LocalChange.FromBus bus)) {
            return change;
        }
        Arrival arrival = bus.arrival();
        boolean mayWait = !change.silent() || cache.queue().holds(arrival.object());
        return mayWait
                ? cache.queue()
                        .obstacle(arrival.object(), arrival.event())
                        .map(change::heldUpBy)
                        .orElse(change)
                : change;
    }
}

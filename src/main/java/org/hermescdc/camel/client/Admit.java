package org.hermescdc.camel.client;

import org.hermescdc.core.model.ObjectId;

/** The step {@code admit}: tells whether a local event may be given to its handler now, or must wait in the error queue. */
public final class Admit {

    private final ClientCache cache;

    Admit(ClientCache cache) {
        this.cache = cache;
    }

    /** What is queued already was chosen to be tried, and what could not be made waits anyway. */
    public LocalChange admit(LocalChange change) {
        if (change.mustWait() || change.entry().isPresent()) {
            return change;
        }
        ObjectId object =
                new ObjectId(cache.datamodel().types().get(change.localType()).remoteType(), change.key());
        boolean mayWait = !change.silent() || cache.queue().holds(object);
        return mayWait
                ? cache.queue()
                        .obstacle(object, change.leading())
                        .map(change::heldUpBy)
                        .orElse(change)
                : change;
    }
}

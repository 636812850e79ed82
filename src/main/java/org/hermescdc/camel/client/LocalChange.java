package org.hermescdc.camel.client;

import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.event.Event.Progress;
import org.hermescdc.core.model.Key;

/**
 * One event for one local type, on its way to a handler or into the error queue: the body between the steps.
 *
 * @param origin where it comes from
 * @param remote the remote event; null for an event of the client's own
 * @param local the local event; null when it could not be made
 * @param localType its type
 * @param obstacle why it must not be given to a handler now; null if nothing is in the way
 * @param silent whether there is nothing in it to tell a handler
 */
public record LocalChange(
        Origin origin, ObjectEvent remote, ObjectEvent local, String localType, String obstacle, boolean silent) {

    /** Where a local event comes from. */
    sealed interface Origin {}

    /** @param last whether the message is done with it */
    record FromBus(Arrival arrival, boolean last) implements Origin {}

    record FromQueue(QueuedEvent entry) implements Origin {}

    static LocalChange retry(QueuedEvent entry, ObjectEvent local, boolean silent) {
        return new LocalChange(new FromQueue(entry), entry.remote(), local, entry.localType(), null, silent);
    }

    static LocalChange unmade(QueuedEvent entry, String problem) {
        return new LocalChange(new FromQueue(entry), entry.remote(), null, entry.localType(), problem, false);
    }

    LocalChange heldUpBy(String why) {
        return new LocalChange(origin, remote, local, localType, why, silent);
    }

    /** Whether it goes to the error queue without having been tried. */
    public boolean mustWait() {
        return obstacle != null;
    }

    boolean isRetry() {
        return origin instanceof FromQueue;
    }

    Key key() {
        return (local == null ? remote : local).key();
    }

    Progress progress() {
        return origin instanceof FromQueue queued ? queued.entry().progress() : Progress.NONE;
    }

    /** Whether a handler may have seen the event before. */
    boolean mayBeKnown() {
        return isRetry()
                || origin instanceof FromBus bus
                        && localType.equals(bus.arrival().mark().calling());
    }
}

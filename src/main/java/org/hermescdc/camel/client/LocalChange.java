package org.hermescdc.camel.client;

import java.time.LocalDateTime;
import java.util.Optional;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.event.Event.Progress;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.ObjectId;

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

    /**
     * @param object the remote object, whose time in the trashbin is over
     * @param queued the entry of an earlier purge that failed; null if there is none
     * @param last whether the object is done with it
     */
    record FromTrashbin(ObjectId object, QueuedEvent queued, boolean last) implements Origin {}

    /**
     * An event that a change of the client's datamodel means for one object.
     *
     * @param object the remote object
     * @param trashSince since when a removed object is in the trashbin; empty: it is removed for good
     */
    record FromConversion(ObjectId object, Optional<LocalDateTime> trashSince) implements Origin {}

    /**
     * The removal of an object that has no place any more after a change of datamodel or schema.
     *
     * @param object the remote object
     */
    record FromRetirement(ObjectId object, Retirement cause) implements Origin {}

    static LocalChange retirement(Retirement cause, ObjectId object, String localType) {
        return new LocalChange(
                new FromRetirement(object, cause),
                null,
                new Event.Removed(localType, object.key()),
                localType,
                null,
                false);
    }

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

    /** Whether no other local event is to come from the same origin. */
    boolean isLast() {
        if (origin instanceof FromBus bus) {
            return bus.last();
        }
        return !(origin instanceof FromTrashbin purge) || purge.last();
    }

    Key key() {
        return (local == null ? remote : local).key();
    }

    /** The event that says what happens to the object: the remote one, unless the event is the client's own. */
    ObjectEvent leading() {
        return remote == null ? local : remote;
    }

    /** The entry of the error queue that the event is already. */
    Optional<QueuedEvent> entry() {
        if (origin instanceof FromQueue queued) {
            return Optional.of(queued.entry());
        }
        return origin instanceof FromTrashbin purge ? Optional.ofNullable(purge.queued()) : Optional.empty();
    }

    Progress progress() {
        return entry().map(QueuedEvent::progress).orElse(Progress.NONE);
    }
}

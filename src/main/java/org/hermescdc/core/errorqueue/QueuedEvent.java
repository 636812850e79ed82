package org.hermescdc.core.errorqueue;

import java.util.Objects;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.event.Event.Progress;
import org.hermescdc.core.model.ObjectId;

/**
 * One entry of the error queue: a local event that waits for its retry, with the remote event that it comes from.
 *
 * @param number its place: rising
 * @param remote what the bus brought; null for an event of the client's own
 * @param local what a handler gets; null when it could not be made: it is then made anew at each retry
 * @param localType the type of the local object
 * @param message why it waits; null when nothing went wrong with it
 */
public record QueuedEvent(long number, ObjectEvent remote, ObjectEvent local, String localType, String message) {

    public QueuedEvent {
        Objects.requireNonNull(localType);
        if (remote == null && local == null) {
            throw new IllegalArgumentException("a queued event must have a remote or a local event");
        }
    }

    public ObjectId localObject() {
        return new ObjectId(localType, (local == null ? remote : local).key());
    }

    /** How far a handler came with it. */
    public Progress progress() {
        return (local == null ? remote : local).progress();
    }

    /** The entry after a failed retry; both events carry how far the handler came. */
    public QueuedEvent failed(ObjectEvent localTried, Progress progress, String why) {
        return new QueuedEvent(
                number,
                remote == null ? null : remote.withProgress(progress),
                localTried == null ? null : localTried.withProgress(progress),
                localType,
                why);
    }
}

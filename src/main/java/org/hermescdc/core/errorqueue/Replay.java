package org.hermescdc.core.errorqueue;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.trashbin.Presence;
import org.hermescdc.core.trashbin.Transition;

/**
 * What queued events will make of one object, one after the other. Pure.
 *
 * @param entries of one local object, by rising number
 * @param trashSince since when an object that an entry removes is in the trashbin; empty: it is removed for good
 */
public record Replay(List<QueuedEvent> entries, Function<QueuedEvent, Optional<LocalDateTime>> trashSince) {

    /** Where the local object is in the end; entries without local event change nothing yet. */
    public Presence local(Presence start) {
        return of(start, QueuedEvent::local);
    }

    /** Where the remote object is in the end; entries without remote event change nothing. */
    public Presence remote(Presence start) {
        return of(start, QueuedEvent::remote);
    }

    private Presence of(Presence start, Function<QueuedEvent, ObjectEvent> side) {
        Presence object = start;
        for (QueuedEvent entry : entries) {
            ObjectEvent event = side.apply(entry);
            if (event != null) {
                object = Transition.of(object, event, trashSince.apply(entry)).settled();
            }
        }
        return object;
    }
}

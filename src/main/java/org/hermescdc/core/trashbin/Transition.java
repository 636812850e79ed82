package org.hermescdc.core.trashbin;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.translate.ReservedNames;

/**
 * What an event does to one object (spec/04, "Processing one event"). Pure: the same rules say what a handler is called
 * for and what the complete collections hold.
 *
 * @param happening what it comes to
 * @param before where the object was
 * @param after where it is then
 * @param remaining what {@code recycled} leaves to be done by a {@code modified} of its own; else empty
 */
public record Transition(Happening happening, Presence before, Presence after, EntryDelta remaining) {

    private Transition(Happening happening, Presence before, Presence after) {
        this(happening, before, after, EntryDelta.EMPTY);
    }

    /**
     * Decides.
     *
     * @param trashSince the moment from which a removed object stays in the trashbin; empty: it is removed for good
     */
    public static Transition of(Presence object, ObjectEvent event, Optional<LocalDateTime> trashSince) {
        if (event instanceof Event.Added added) {
            return added(object, added.attributes());
        }
        if (event instanceof Event.Modified modified) {
            return modified(object, modified.delta());
        }
        return removed(object, trashSince);
    }

    /** Where the object is once everything that remains is done too. */
    public Presence settled() {
        return remaining.isEmpty() ? after : Presence.kept(remaining.applyTo(after.kept()));
    }

    /**
     * Where an object will be once an event that waits is done. What is added again while the target has yet to trash it
     * keeps its place in the trashbin beside the one in its collection: the date of its removal stands there.
     *
     * @param complete where it will be before the event
     * @param plain where it is in the target
     */
    public static Presence awaited(
            Presence complete, Presence plain, ObjectEvent event, Optional<LocalDateTime> trashSince) {
        Presence after = of(complete, event, trashSince).settled();
        return event instanceof Event.Added && !plain.isTrashed() ? after.with(complete.trashed()) : after;
    }

    /**
     * Where the remote object is after a local object that is made from it had its {@link #happening}; the same for each of
     * several local types, whichever is first. What is in the trashbin stays there when a local object is removed that never
     * came there: others did, and without it no purge would find them.
     *
     * @param object where the remote object was
     * @param event the remote event
     */
    public Presence ofRemote(Presence object, ObjectEvent event, Optional<LocalDateTime> trashSince) {
        if (event instanceof Event.Added added) {
            return Presence.kept(added.attributes());
        }
        if (event instanceof Event.Modified modified) {
            return object.isKept() && happening != Happening.NOTHING
                    ? Presence.kept(modified.delta().applyTo(object.kept()))
                    : object;
        }
        if (happening == Happening.REMOVED) {
            return before.isKept() && object.isTrashed() ? object : Presence.NOWHERE;
        }
        return object.isKept() ? removed(object, trashSince).after() : object;
    }

    private static Transition added(Presence object, Entry attributes) {
        if (!object.isTrashed()) {
            return new Transition(Happening.ADDED, object, Presence.kept(attributes));
        }
        Entry recycled = object.trashed().without(Set.of(ReservedNames.TRASHED_AT));
        return new Transition(
                Happening.RECYCLED, object, Presence.kept(recycled), EntryDelta.between(recycled, attributes));
    }

    /** A trashed object is brought up to date in the trashbin: no handler is concerned. */
    private static Transition modified(Presence object, EntryDelta delta) {
        if (object.isKept()) {
            Presence after = Presence.kept(delta.applyTo(object.kept())).with(object.trashed());
            return new Transition(Happening.MODIFIED, object, after);
        }
        if (object.isTrashed()) {
            return new Transition(Happening.NOTHING, object, new Presence(null, delta.applyTo(object.trashed())));
        }
        return new Transition(Happening.NOTHING, object, object);
    }

    private static Transition removed(Presence object, Optional<LocalDateTime> trashSince) {
        if (object.isNowhere()) {
            return new Transition(Happening.NOTHING, object, object);
        }
        if (!object.isKept() || trashSince.isEmpty()) {
            return new Transition(Happening.REMOVED, object, Presence.NOWHERE);
        }
        return new Transition(Happening.TRASHED, object, Presence.trashed(object.kept(), trashSince.get()));
    }
}

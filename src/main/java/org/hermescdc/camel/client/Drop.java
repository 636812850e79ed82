package org.hermescdc.camel.client;

import java.util.TreeSet;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.Progress;
import org.hermescdc.core.trashbin.Presence;
import org.hermescdc.core.trashbin.Transition;

/**
 * Takes an event out of the error queue as if its handler had been called and had succeeded: by the same unit, so that the
 * collections are as they would be then, whatever waits behind it.
 */
final class Drop {

    private final ClientCache cache;
    private final TranslateAgain translation;
    private final RemovalTime removal;
    private final Outcome outcome;

    Drop(ClientCache cache, TranslateAgain translation, RemovalTime removal, Outcome outcome) {
        this.cache = cache;
        this.translation = translation;
        this.removal = removal;
        this.outcome = outcome;
    }

    /**
     * @param entry one that might be retried now
     * @return what the target may lack
     */
    String drop(QueuedEvent entry) {
        LocalChange again = translation.translate(entry);
        LocalChange change = again.local() == null ? unchanging(again) : again;
        Presence object = cache.collections().local(change.localType()).plain().find(change.key());
        LocalChange known = Handle.knowing(change, object);
        Transition transition = Transition.of(object, known.local(), removal.of(known));
        outcome.record(new Tried(known, whole(transition), Progress.NONE, null));
        return again.local() == null ? unmade(entry.remote()) : lacking(known, transition);
    }

    /** What cannot be translated leaves the local object as it is. */
    private static LocalChange unchanging(LocalChange change) {
        return new LocalChange(
                change.origin(),
                change.remote(),
                new Event.Modified(change.localType(), change.key(), EntryDelta.EMPTY),
                change.localType(),
                null,
                true);
    }

    /** A recycling with the modification that follows it: alone that one would be done to a trashed object. */
    private static Transition whole(Transition transition) {
        return new Transition(transition.happening(), transition.before(), transition.settled(), EntryDelta.EMPTY);
    }

    private static String unmade(Event.ObjectEvent remote) {
        return remote instanceof Event.Added
                ? "the object; no later modification makes it"
                : "what the event would have changed";
    }

    private static String lacking(LocalChange change, Transition transition) {
        return switch (transition.happening()) {
            case ADDED -> "the object, with all its attributes";
            case RECYCLED -> "the return of the object from the trashbin";
            case MODIFIED -> change.silent() ? "nothing" : "the change of " + names((Event.Modified) change.local());
            case TRASHED -> "the object's way into the trashbin";
            case REMOVED -> "the removal of the object: nothing else removes it";
            case NOTHING -> "nothing";
        };
    }

    private static String names(Event.Modified modified) {
        return String.join(", ", new TreeSet<>(modified.delta().attributes()));
    }
}

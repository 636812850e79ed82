package org.hermescdc.camel.client;

import java.util.Set;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.event.Event.Progress;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.trashbin.Happening;
import org.hermescdc.core.trashbin.Presence;
import org.hermescdc.core.trashbin.Transition;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerContext;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.HandlerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The step {@code handle}: gives a local event to its handler. That it is about to do so is recorded first. */
public final class Handle {

    private static final Logger LOG = LoggerFactory.getLogger(Handle.class);

    private final ClientCache cache;
    private final Handlers handlers;
    private final RemovalTime removal;
    private final Outcome outcome;

    Handle(ClientCache cache, Handlers handlers, RemovalTime removal, Outcome outcome) {
        this.cache = cache;
        this.handlers = handlers;
        this.removal = removal;
        this.outcome = outcome;
    }

    public Tried handle(LocalChange change) {
        Presence object = cache.collections().local(change.localType()).plain().find(change.key());
        LocalChange known = knowing(change, object);
        Transition transition = Transition.of(object, known.local(), removal.of(known));
        if (known.silent() || transition.happening() == Happening.NOTHING) {
            return new Tried(known, transition, Progress.NONE, null);
        }
        boolean mayBeKnown = outcome.announce(known);
        HandlerProgress progress = new HandlerProgress(known.progress(), mayBeKnown);
        try {
            handlers.call(call(known, transition, progress));
            return new Tried(known, transition, progress.reached(), null);
        } catch (HandlerException e) {
            LOG.error("{}[{}]: {}", known.localType(), known.key(), e.getMessage());
            return new Tried(known, transition, progress.reached(), e.getMessage());
        }
    }

    /** An added object that the target has becomes the modification that is left. */
    static LocalChange knowing(LocalChange change, Presence object) {
        if (!(change.local() instanceof Event.Added added) || !object.isKept()) {
            return change;
        }
        EntryDelta delta = EntryDelta.between(object.kept(), added.attributes());
        ObjectEvent modified =
                new Event.Modified(change.localType(), added.key(), delta).withProgress(added.progress());
        return new LocalChange(change.origin(), change.remote(), modified, change.localType(), null, delta.isEmpty());
    }

    private HandlerCall call(LocalChange change, Transition transition, HandlerContext context) {
        Presence before = transition.before();
        HandlerEvent event = HandlerEvent.valueOf(transition.happening().name());
        Entry cached = before.isKept() ? before.kept() : before.trashed();
        return new HandlerCall(
                change.localType(),
                event,
                change.key(),
                delta(change.local(), transition),
                event.hasNewObject() ? transition.after().kept() : null,
                event.hasCachedObject() ? cached : null,
                secrets(change.localType()),
                context);
    }

    private static EntryDelta delta(ObjectEvent local, Transition transition) {
        return switch (transition.happening()) {
            case ADDED, RECYCLED -> new EntryDelta(transition.after().kept(), Entry.EMPTY, Set.of());
            case MODIFIED -> ((Event.Modified) local).delta();
            default -> EntryDelta.EMPTY;
        };
    }

    private Set<String> secrets(String localType) {
        return cache.datamodel().secrets(cache.datamodel().types().get(localType), cache.schema());
    }
}

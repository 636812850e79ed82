package org.hermescdc.camel.client;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.migration.Conversion;
import org.hermescdc.core.migration.Conversion.Kind;
import org.hermescdc.core.migration.Conversion.Refresh;
import org.hermescdc.core.migration.Conversion.Step;
import org.hermescdc.core.migration.Conversion.Tell;
import org.hermescdc.core.migration.Conversion.Unmade;
import org.hermescdc.core.migration.Conversion.Work;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyOrder;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.translate.LocalType;
import org.hermescdc.core.trashbin.Presence;
import org.hermescdc.ops.RunControl;

/**
 * The steps that choose what a changed datamodel means for the objects of each local type, in declaration order. Between two
 * events a pause holds, and a stop ends the work.
 */
public final class Convert {

    private final ClientCache cache;
    private final CompleteSide complete;
    private final RunControl control;
    private final Queue<LocalType> types = new ArrayDeque<>();
    private final Queue<Key> keys = new ArrayDeque<>();
    private final Queue<LocalChange> changes = new ArrayDeque<>();
    private LocalType type;
    private Conversion conversion;

    Convert(ClientCache cache, CompleteSide complete, RunControl control) {
        this.cache = cache;
        this.complete = complete;
        this.control = control;
    }

    /** Begins with all local types that have a remote type. */
    public void begin() {
        types.clear();
        keys.clear();
        changes.clear();
        cache.datamodel().types().values().stream()
                .filter(local -> cache.collections().hasRemote(local.remoteType()))
                .forEach(types::add);
    }

    /** Whether there is one more event; to be asked once the outcome of the last one is recorded. */
    public boolean hasNext() {
        while (changes.isEmpty() && !isDone() && control.proceedAmid()) {
            if (keys.isEmpty()) {
                open(types.remove());
            } else {
                prepare(keys.remove());
            }
        }
        return !changes.isEmpty() && control.proceedAmid();
    }

    public LocalChange next() {
        return changes.remove();
    }

    /** Whether all objects are converted: else a stop came between. */
    public boolean isDone() {
        return types.isEmpty() && keys.isEmpty() && changes.isEmpty();
    }

    private void open(LocalType next) {
        type = next;
        conversion = new Conversion(
                type,
                cache.schema().types().get(type.remoteType()).primaryKey(),
                cache.datamodel().secrets(type, cache.schema()));
        Set<Key> all = new TreeSet<>(KeyOrder.TOTAL);
        all.addAll(cache.collections().remote(type.remoteType()).keys());
        all.addAll(cache.collections().local(type.name()).keys());
        Map<Kind, Queue<Key>> byKind = new EnumMap<>(Kind.class);
        for (Key key : all) {
            if (reviseUnmade(key)) {
                continue;
            }
            work(key).ifPresent(work -> byKind.computeIfAbsent(work.kind(), kind -> new ArrayDeque<>())
                    .add(key));
        }
        byKind.values().forEach(keys::addAll);
    }

    private Optional<Work> work(Key key) {
        return conversion.of(key, remote(key), complete.find(type.name(), key), cache.hasTrashbin());
    }

    private Presence remote(Key key) {
        return cache.collections().remote(type.remoteType()).complete().find(key);
    }

    private void prepare(Key key) {
        ObjectId object = new ObjectId(type.remoteType(), key);
        for (Step step : work(key).map(Work::steps).orElseThrow()) {
            if (step instanceof Tell tell) {
                LocalChange.Origin origin = new LocalChange.FromConversion(object, tell.trashSince());
                changes.add(new LocalChange(origin, null, tell.event(), type.name(), null, false));
            } else if (step instanceof Unmade unmade) {
                LocalChange.Origin origin = new LocalChange.FromConversion(object, Optional.empty());
                changes.add(new LocalChange(
                        origin, wholly(object, remote(key).kept()), null, type.name(), unmade.problem(), false));
            } else if (step instanceof Refresh refresh) {
                Update update = new Update();
                Collection objects = cache.collections().local(type.name()).complete();
                objects.set(update, key, new Presence(null, refresh.trashed()));
                cache.apply(update);
            }
        }
    }

    /**
     * An object that waits to be made is left to its retry; which has to look at all of it now, not only at what the event
     * changed.
     */
    private boolean reviseUnmade(Key key) {
        ObjectId object = new ObjectId(type.remoteType(), key);
        if (!cache.queue().hasUnmade(object, type.name())) {
            return false;
        }
        Optional<QueuedEvent> first = cache.queue()
                .entriesOf(object)
                .filter(entry -> entry.localType().equals(type.name()) && entry.local() == null)
                .findFirst();
        Presence remote = remote(key);
        if (first.get().remote() instanceof Event.Modified modified && remote.isKept()) {
            Update update = new Update();
            cache.queueTable()
                    .put(
                            update,
                            new QueuedEvent(
                                    first.get().number(),
                                    wholly(object, remote.kept()).withProgress(modified.progress()),
                                    null,
                                    type.name(),
                                    first.get().message()));
            cache.apply(update);
        }
        return true;
    }

    private static Event.Added wholly(ObjectId object, Entry remote) {
        return new Event.Added(Event.Category.BASE, object.type(), object.key(), remote);
    }
}

package org.hermescdc.camel.client;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.errorqueue.ErrorQueue;
import org.hermescdc.core.errorqueue.ForeignKeys;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.migration.Conversion;
import org.hermescdc.core.migration.Conversion.Kind;
import org.hermescdc.core.migration.Conversion.Step;
import org.hermescdc.core.migration.Conversion.Tell;
import org.hermescdc.core.migration.Conversion.Unmade;
import org.hermescdc.core.migration.Conversion.Work;
import org.hermescdc.core.migration.DatamodelChange;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyOrder;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.translate.LocalType;
import org.hermescdc.core.trashbin.Happening;
import org.hermescdc.core.trashbin.Presence;
import org.hermescdc.core.trashbin.Transition;
import org.hermescdc.ops.PlanReport;

/**
 * What {@link ChangeDatamodel} and {@link Convert} would do if the client were started with another configuration, by the
 * same comparisons; nothing of it is done.
 */
final class DatamodelPlan {

    private final ClientCache cache;
    private final CompleteSide complete;
    private final ClientConfig wanted;
    private final DatamodelChange change;
    private final PlannedCalls calls;

    /** As it would be, with what would come to it. */
    private final ErrorQueue queue;

    private DatamodelPlan(ClientCache cache, CompleteSide complete, ClientConfig wanted, int limit) {
        this.cache = cache;
        this.complete = complete;
        this.wanted = wanted;
        this.change = DatamodelChange.between(cache.datamodel(), wanted.datamodel(), cache.schema());
        this.calls = new PlannedCalls(cache, wanted.datamodel(), limit);
        this.queue = new ErrorQueue(
                localType -> wanted.datamodel().types().get(localType).remoteType(),
                new ForeignKeys(cache.schema()),
                wanted.foreignKeysPolicy());
        change.adapted(cache.queue().entries()).forEach(queue::put);
    }

    /**
     * @param limit of the calls that are listed
     * @throws HermesException if the datamodel does not fit the data schema
     */
    static PlanReport of(ClientCache cache, CompleteSide complete, ClientConfig wanted, int limit) {
        DatamodelPlan plan = new DatamodelPlan(cache, complete, wanted, limit);
        if (!cache.kept().differsFrom(wanted.effective())) {
            return plan.calls.report(List.of("the datamodel is the one that the caches were built with"));
        }
        new ForeignKeys(cache.schema()).problem(wanted.datamodel()).ifPresent(problem -> {
            throw new HermesException("the datamodel does not fit the data schema: " + problem
                    + "; a client started with it would change nothing, and wait");
        });
        List<String> notes = new ArrayList<>();
        new Safeguard("hermes-client-" + wanted.name(), cache, wanted.safeguards())
                .check(Safeguard.Cause.DATAMODEL, LeavingObjects.of(cache, plan.change))
                .ifPresent(held -> notes.add("the change would be " + held));
        plan.retire();
        wanted.datamodel().types().values().stream()
                .filter(type -> cache.collections().hasRemote(type.remoteType()))
                .forEach(plan::convert);
        return plan.calls.report(notes);
    }

    private void retire() {
        for (LocalType type : change.gone()) {
            for (Key key : LeavingObjects.keysOf(cache, type)) {
                Presence object = plain(type, key);
                calls.add(type, key, new Transition(Happening.REMOVED, object, Presence.NOWHERE, EntryDelta.EMPTY));
            }
        }
    }

    private void convert(LocalType type) {
        Conversion conversion = new Conversion(
                type,
                cache.schema().types().get(type.remoteType()).primaryKey(),
                wanted.datamodel().secrets(type, cache.schema()));
        Set<Key> keys = new TreeSet<>(KeyOrder.TOTAL);
        keys.addAll(cache.collections().remote(type.remoteType()).keys());
        if (stays(type)) {
            keys.addAll(cache.collections().local(type.name()).keys());
        }
        Map<Kind, List<Runnable>> byKind = new EnumMap<>(Kind.class);
        for (Key key : keys) {
            work(conversion, type, key).ifPresent(work -> byKind.computeIfAbsent(work.kind(), kind -> new ArrayList<>())
                    .add(() -> take(type, key, work.steps())));
        }
        byKind.values().forEach(works -> works.forEach(Runnable::run));
    }

    /** What waits to be made is left to its retry. */
    private Optional<Work> work(Conversion conversion, LocalType type, Key key) {
        ObjectId object = new ObjectId(type.remoteType(), key);
        if (stays(type) && queue.hasUnmade(object, type.name())) {
            return Optional.empty();
        }
        Presence remote =
                cache.collections().remote(type.remoteType()).complete().find(key);
        Presence local = stays(type) ? complete.find(type.name(), key) : Presence.NOWHERE;
        return conversion.of(key, remote, local, !wanted.trashbinRetention().isZero());
    }

    private void take(LocalType type, Key key, List<Step> steps) {
        ObjectId object = new ObjectId(type.remoteType(), key);
        Presence target = stays(type) ? plain(type, key) : Presence.NOWHERE;
        for (Step step : steps) {
            if (step instanceof Unmade unmade) {
                calls.unmade(type, key, unmade.problem());
                Entry remote = cache.collections()
                        .remote(type.remoteType())
                        .complete()
                        .find(key)
                        .kept();
                join(new Event.Added(Event.Category.BASE, object.type(), key, remote), null, type);
            } else if (step instanceof Tell tell
                    && queue.obstacle(object, tell.event()).isPresent()) {
                calls.waits();
                join(null, tell.event(), type);
                return;
            } else if (step instanceof Tell tell) {
                Transition transition = Transition.of(target, tell.event(), tell.trashSince());
                calls.add(type, key, transition);
                target = transition.settled();
            }
        }
    }

    private void join(ObjectEvent remote, ObjectEvent local, LocalType type) {
        queue.put(new QueuedEvent(queue.nextNumber(), remote, local, type.name(), "planned"));
    }

    private Presence plain(LocalType type, Key key) {
        return cache.collections().local(type.name()).plain().find(key);
    }

    /** Whether the objects of the type that there are stay those of it. */
    private boolean stays(LocalType type) {
        return cache.collections().local(type.name()) != null
                && change.gone().stream().noneMatch(gone -> gone.name().equals(type.name()));
    }
}

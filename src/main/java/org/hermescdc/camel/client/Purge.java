package org.hermescdc.camel.client;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.translate.LocalType;
import org.hermescdc.core.translate.ReservedNames;
import org.hermescdc.core.trashbin.Presence;
import org.hermescdc.ops.RunControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a purge that choose what leaves the trashbin: objects whose time is over, all of them without a trashbin,
 * types in reverse order of the schema. Between two a pause holds, and a stop ends it.
 */
public final class Purge {

    private static final Logger LOG = LoggerFactory.getLogger(Purge.class);

    private final ClientCache cache;
    private final Duration retention;
    private final Clock clock;
    private final Safeguard safeguard;
    private final RunControl control;
    private final Queue<ObjectId> expired = new ArrayDeque<>();
    private final Queue<LocalChange> changes = new ArrayDeque<>();

    Purge(ClientCache cache, Safeguard safeguard, Duration retention, Clock clock, RunControl control) {
        this.cache = cache;
        this.safeguard = safeguard;
        this.retention = retention;
        this.clock = clock;
        this.control = control;
    }

    /** Begins with what a run that died had begun, and with what has expired now; while the datamodel has to be changed, not. */
    public void begin() {
        expired.clear();
        changes.clear();
        begun().ifPresent(mark -> expired.add(mark.object()));
        if (!cache.isBehind()) {
            List<ObjectId> now = expired();
            Optional<String> held = safeguard.check(Safeguard.Cause.PURGE, removals(now));
            held.ifPresentOrElse(why -> LOG.error("{}", why), () -> expired.addAll(now));
        }
    }

    /** The objects that the target would lose, by local type. */
    private Map<String, List<Key>> removals(List<ObjectId> objects) {
        Map<String, List<Key>> removals = new LinkedHashMap<>();
        for (ObjectId object : objects) {
            for (LocalType type : cache.datamodel().madeFrom(object.type())) {
                if (!cache.collections()
                        .local(type.name())
                        .plain()
                        .find(object.key())
                        .isNowhere()) {
                    removals.computeIfAbsent(type.name(), name -> new ArrayList<>())
                            .add(object.key());
                }
            }
        }
        return removals;
    }

    private Optional<InFlight> begun() {
        return cache.state().inFlight().filter(mark -> mark.kind() == InFlight.Kind.PURGE);
    }

    private List<ObjectId> expired() {
        List<ObjectId> found = new ArrayList<>();
        Optional<ObjectId> first = begun().map(InFlight::object);
        List<String> types = new ArrayList<>(cache.schema().types().keySet());
        Collections.reverse(types);
        for (String type : types) {
            Twins twins = cache.collections().remote(type);
            for (Key key : twins.plain().trashedKeys()) {
                ObjectId object = new ObjectId(type, key);
                if (isExpired(twins, key) && !first.equals(Optional.of(object))) {
                    found.add(object);
                }
            }
        }
        return found;
    }

    /** Whether there is one more event; to be asked once the outcome of the last one is recorded. */
    public boolean hasNext() {
        while (changes.isEmpty() && !expired.isEmpty() && control.goOn()) {
            remove(expired.remove());
        }
        return !changes.isEmpty();
    }

    public LocalChange next() {
        return changes.remove();
    }

    /** An object that was added again, and waits to be recycled, stays. */
    private boolean isExpired(Twins twins, Key key) {
        if (twins.complete().find(key).isKept()) {
            return false;
        }
        Object since = twins.plain().find(key).trashed().get(ReservedNames.TRASHED_AT);
        LocalDateTime limit =
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).minus(retention);
        return retention.isZero() || !(since instanceof LocalDateTime time) || time.isBefore(limit);
    }

    /** As long as one local object has to wait the others stay too: the remote one must not be gone before it is trashed. */
    private void remove(ObjectId object) {
        List<LocalType> types = cache.datamodel().madeFrom(object.type());
        if (types.isEmpty()) {
            forget(object);
        }
        Set<String> done = begun().filter(InFlight.ofPurge(object)::isOf)
                .map(InFlight::done)
                .orElse(Set.of());
        if (done.isEmpty() && !types.stream().allMatch(type -> mayBeTried(object, type))) {
            return;
        }
        Iterator<LocalType> mayBeTried = types.stream()
                .filter(type -> !done.contains(type.name()) && mayBeTried(object, type))
                .iterator();
        while (mayBeTried.hasNext()) {
            String type = mayBeTried.next().name();
            changes.add(new LocalChange(
                    new LocalChange.FromTrashbin(object, queued(object, type).orElse(null), !mayBeTried.hasNext()),
                    new Event.Removed(object.type(), object.key()),
                    new Event.Removed(type, object.key()),
                    type,
                    null,
                    false));
        }
    }

    private void forget(ObjectId object) {
        Update update = new Update();
        Twins twins = cache.collections().remote(object.type());
        twins.plain().set(update, object.key(), Presence.NOWHERE);
        twins.complete().set(update, object.key(), Presence.NOWHERE);
        cache.apply(update);
    }

    /** What its queued event has yet to trash is not removed before. */
    private boolean mayBeTried(ObjectId object, LocalType type) {
        boolean toBeTrashed = !retention.isZero()
                && cache.collections()
                        .local(type.name())
                        .plain()
                        .find(object.key())
                        .isKept();
        return !toBeTrashed
                && queued(object, type.name()).map(cache.queue()::isRetryable).orElse(true);
    }

    /** The entry of an earlier purge that failed. */
    private Optional<QueuedEvent> queued(ObjectId object, String localType) {
        return cache.queue()
                .entriesOf(object)
                .filter(entry -> entry.localType().equals(localType) && entry.local() instanceof Event.Removed)
                .findFirst();
    }
}

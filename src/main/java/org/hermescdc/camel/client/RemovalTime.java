package org.hermescdc.camel.client;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.translate.ReservedNames;
import org.hermescdc.core.trashbin.Presence;

/** Since when an object that is removed now stays in the trashbin; empty where it is removed for good. */
final class RemovalTime {

    private final ClientCache cache;
    private final Clock clock;

    RemovalTime(ClientCache cache, Clock clock) {
        this.cache = cache;
        this.clock = clock;
    }

    /** For a message that the bus received at that moment. */
    Optional<LocalDateTime> at(Instant timestamp) {
        return cache.hasTrashbin() ? Optional.of(utc(timestamp)) : Optional.empty();
    }

    /** For an event on its way: a queued one keeps the date that stands in the complete trashbin. */
    Optional<LocalDateTime> of(LocalChange change) {
        if (change.origin() instanceof LocalChange.FromBus bus) {
            return at(bus.arrival().message().timestamp());
        }
        boolean forGood = change.origin() instanceof LocalChange.FromTrashbin || isOwn(change.remote(), change.local());
        return forGood ? Optional.empty() : noted(change.localType(), change.key());
    }

    /** For what waits in the error queue. */
    Optional<LocalDateTime> of(QueuedEvent entry) {
        return isOwn(entry.remote(), entry.local())
                ? Optional.empty()
                : noted(entry.localType(), entry.localObject().key());
    }

    /** What the client removes by itself was in the trashbin long enough, or must not come there. */
    private static boolean isOwn(ObjectEvent remote, ObjectEvent local) {
        return remote == null && local instanceof Event.Removed;
    }

    private Optional<LocalDateTime> noted(String localType, Key key) {
        if (!cache.hasTrashbin()) {
            return Optional.empty();
        }
        Presence object = cache.collections().local(localType).complete().find(key);
        boolean isNoted = object.isTrashed() && object.trashed().get(ReservedNames.TRASHED_AT) instanceof LocalDateTime;
        return Optional.of(
                isNoted ? (LocalDateTime) object.trashed().get(ReservedNames.TRASHED_AT) : utc(clock.instant()));
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    }
}

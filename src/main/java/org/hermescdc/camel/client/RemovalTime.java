package org.hermescdc.camel.client;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hermescdc.core.event.Event;
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
        if (change.origin() instanceof LocalChange.FromConversion conversion) {
            return conversion.trashSince();
        }
        Presence object =
                cache.collections().local(change.localType()).complete().find(change.key());
        boolean forGood = !change.isRetry()
                || change.remote() == null && change.local() instanceof Event.Removed && !object.isTrashed();
        return forGood || !cache.hasTrashbin() ? Optional.empty() : Optional.of(noted(object));
    }

    private LocalDateTime noted(Presence object) {
        return object.isTrashed() && object.trashed().get(ReservedNames.TRASHED_AT) instanceof LocalDateTime since
                ? since
                : utc(clock.instant());
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    }
}

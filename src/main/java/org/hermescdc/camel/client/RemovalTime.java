package org.hermescdc.camel.client;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hermescdc.core.errorqueue.QueuedEvent;
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
        if (change.origin() instanceof LocalChange.FromConversion conversion) {
            return conversion.trashSince();
        }
        return change.isRetry() ? noted(change.localType(), change.key()) : Optional.empty();
    }

    /** For what waits in the error queue. */
    Optional<LocalDateTime> of(QueuedEvent entry) {
        return noted(entry.localType(), entry.localObject().key());
    }

    /** What was to leave for good when it was queued, by the client itself or without a trashbin then, leaves for good. */
    private Optional<LocalDateTime> noted(String localType, Key key) {
        Presence object = cache.collections().local(localType).complete().find(key);
        if (object.isNowhere() || !cache.hasTrashbin()) {
            return Optional.empty();
        }
        return Optional.of(
                object.isTrashed() && object.trashed().get(ReservedNames.TRASHED_AT) instanceof LocalDateTime since
                        ? since
                        : utc(clock.instant()));
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    }
}

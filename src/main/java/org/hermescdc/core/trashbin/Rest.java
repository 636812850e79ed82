package org.hermescdc.core.trashbin;

import java.util.Optional;
import java.util.stream.Stream;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.translate.ReservedNames;

/**
 * Where a remote object is once nothing of it waits in the error queue: at the same place in both its collections (spec/04).
 * What the server has is in them as the server has it. What the server removed is in the trashbin as long as a local object
 * made from it is: without it no purge would ever find that one. In both trashbins it may have different attributes, since
 * what was merged in the queue never reached the plain one.
 *
 * @param plain where it is as processed
 * @param complete where it is in the complete collections
 */
public record Rest(Presence plain, Presence complete) {

    /**
     * Decides. Pure.
     *
     * @param before where it was as processed until now
     * @param plain where what was processed now leaves it
     * @param complete where all events lead it to
     * @param trashedLocal a local object made from it that is in the trashbin of the target, if there is one
     */
    public static Rest of(Presence before, Presence plain, Presence complete, Optional<Entry> trashedLocal) {
        if (complete.isKept()) {
            return at(complete.with(null));
        }
        if (plain.isTrashed() && complete.isTrashed()) {
            return new Rest(Presence.NOWHERE.with(plain.trashed()), complete);
        }
        return at(trashedLocal
                .map(local -> Presence.NOWHERE.with(trashed(before, plain, complete, local)))
                .orElse(Presence.NOWHERE));
    }

    private static Rest at(Presence place) {
        return new Rest(place, place);
    }

    private static Entry trashed(Presence before, Presence plain, Presence complete, Entry local) {
        return Stream.of(complete, plain, before)
                .filter(Presence::isTrashed)
                .map(Presence::trashed)
                .findFirst()
                .or(() -> Stream.of(plain, before)
                        .filter(Presence::isKept)
                        .map(object ->
                                object.kept().with(ReservedNames.TRASHED_AT, local.get(ReservedNames.TRASHED_AT)))
                        .findFirst())
                .orElse(null);
    }
}

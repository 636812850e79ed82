package org.hermescdc.core.trashbin;

import java.time.LocalDateTime;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.translate.ReservedNames;

/**
 * Where one object is: in its collection, in the trashbin beside it, or nowhere; in complete collections also in both, while
 * it waits to be trashed and added again ({@link Transition#awaited}).
 *
 * @param kept the object in its collection; null if it is not there
 * @param trashed the object in the trashbin, with {@link ReservedNames#TRASHED_AT}; null if it is not there
 */
public record Presence(Entry kept, Entry trashed) {

    public static final Presence NOWHERE = new Presence(null, null);

    public static Presence kept(Entry object) {
        return new Presence(object, null);
    }

    public static Presence trashed(Entry object, LocalDateTime since) {
        return new Presence(null, object.with(ReservedNames.TRASHED_AT, since));
    }

    /** The same with {@code trashed} in the trashbin; null: with nothing there. */
    public Presence with(Entry trashed) {
        return new Presence(kept, trashed);
    }

    public boolean isKept() {
        return kept != null;
    }

    public boolean isTrashed() {
        return trashed != null;
    }

    public boolean isNowhere() {
        return kept == null && trashed == null;
    }
}

package org.hermescdc.camel.client;

import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.translate.LocalType;
import org.hermescdc.core.translate.RemoteToLocal;
import org.hermescdc.core.translate.TranslationException;
import org.hermescdc.core.trashbin.Presence;

/**
 * The step {@code translate-again} of a retry: an event whose local one could not be made is translated anew, with the
 * remote object as it is now, and against what the target has.
 */
public final class TranslateAgain {

    private final ClientCache cache;

    TranslateAgain(ClientCache cache) {
        this.cache = cache;
    }

    public LocalChange translate(QueuedEvent entry) {
        if (entry.local() != null) {
            return LocalChange.retry(entry, entry.local(), false);
        }
        LocalType type = cache.datamodel().types().get(entry.localType());
        RemoteToLocal translation = cache.collections().translation(type);
        Presence target = cache.collections()
                .local(type.name())
                .plain()
                .find(entry.remote().key());
        try {
            ObjectEvent local = translation.event(
                    entry.remote(), whole(entry.remote()), target.isKept() ? target.kept() : Entry.EMPTY);
            boolean silent =
                    local instanceof Event.Modified modified && modified.delta().isEmpty();
            return LocalChange.retry(entry, local.withProgress(entry.progress()), silent);
        } catch (TranslationException e) {
            return LocalChange.unmade(entry, e.getMessage());
        }
    }

    /** The remote object as it is now; if it is gone, as it was last processed, with the event applied. */
    private Entry whole(ObjectEvent remote) {
        Twins objects = cache.collections().remote(remote.type());
        Presence now = objects.complete().find(remote.key());
        if (now.isKept()) {
            return now.kept();
        }
        Presence last = objects.plain().find(remote.key());
        Entry before = last.isKept() ? last.kept() : Entry.EMPTY;
        if (remote instanceof Event.Added added) {
            return added.attributes();
        }
        return remote instanceof Event.Modified modified ? modified.delta().applyTo(before) : before;
    }
}

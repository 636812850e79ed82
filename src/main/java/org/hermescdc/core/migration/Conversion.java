package org.hermescdc.core.migration;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.translate.LocalType;
import org.hermescdc.core.translate.RemoteToLocal;
import org.hermescdc.core.translate.ReservedNames;
import org.hermescdc.core.translate.TranslationException;
import org.hermescdc.core.trashbin.Presence;

/**
 * What a changed datamodel makes of the objects of one local type: the difference between what the remote object becomes
 * now and the local object that is there. Pure; said again for an object that it was done for, it is nothing.
 *
 * <p>Attributes that a secret feeds are left alone: their values are not known after a restart, and an empty one must not
 * reach a target. The next event that carries the secret brings them.
 */
public final class Conversion {

    private final LocalType type;
    private final Set<String> secrets;
    private final RemoteToLocal translation;

    /**
     * @param type as the new datamodel has it
     * @param remotePrimaryKey the key attributes of its remote type
     * @param secrets its local attributes that some secret feeds
     */
    public Conversion(LocalType type, List<String> remotePrimaryKey, Set<String> secrets) {
        this.type = type;
        this.secrets = Set.copyOf(secrets);
        Map<String, Template> known = new LinkedHashMap<>(type.attributes());
        known.keySet().removeAll(secrets);
        this.translation =
                new RemoteToLocal(new LocalType(type.name(), type.remoteType(), type.text(), known), remotePrimaryKey);
    }

    /** The order of work within a type: each kind for all objects, by key, before the next. */
    public enum Kind {
        ADDED,
        MODIFIED,
        REMOVED,
        /** The remote object is in the trashbin only. */
        TRASHED
    }

    /** @param steps in their order; never empty */
    public record Work(Kind kind, List<Step> steps) {
        public Work {
            steps = List.copyOf(steps);
        }
    }

    /** One thing to do for an object. */
    public sealed interface Step {}

    /** @param trashSince since when the removed object is in the trashbin; empty: it is removed for good */
    public record Tell(ObjectEvent event, Optional<LocalDateTime> trashSince) implements Step {}

    /** The object cannot be made, and has to wait. */
    public record Unmade(String problem) implements Step {}

    /** The trashed object will be recycled with these values; nobody is told. */
    public record Refresh(Entry trashed) implements Step {}

    /**
     * Compares one object.
     *
     * @param remote where the remote object is, in the complete collections
     * @param local where the local object is, in the complete collections
     * @param trashbin whether the client has a trashbin: without one no object is made to be trashed
     * @return empty if nothing is to be done
     */
    public Optional<Work> of(Key key, Presence remote, Presence local, boolean trashbin) {
        if (remote.isKept()) {
            return kept(key, remote.kept(), local);
        }
        if (remote.isTrashed()) {
            return trashed(key, remote.trashed(), local, trashbin);
        }
        return local.isNowhere()
                ? Optional.empty()
                : work(Kind.REMOVED, new Tell(new Event.Removed(type.name(), key), Optional.empty()));
    }

    private Optional<Work> kept(Key key, Entry remote, Presence local) {
        Kind kind = local.isKept() ? Kind.MODIFIED : Kind.ADDED;
        Entry made;
        try {
            made = translation.object(remote);
        } catch (TranslationException e) {
            return work(kind, new Unmade(e.getMessage()));
        }
        if (!local.isKept()) {
            return work(kind, new Tell(added(key, made), Optional.empty()));
        }
        EntryDelta delta = EntryDelta.between(local.kept().without(secrets), made);
        return delta.isEmpty()
                ? Optional.empty()
                : work(kind, new Tell(new Event.Modified(type.name(), key, delta), Optional.empty()));
    }

    private Optional<Work> trashed(Key key, Entry remote, Presence local, boolean trashbin) {
        Optional<LocalDateTime> since = remote.get(ReservedNames.TRASHED_AT) instanceof LocalDateTime time
                ? Optional.of(time)
                : Optional.empty();
        Tell trash = new Tell(new Event.Removed(type.name(), key), trashbin ? since : Optional.empty());
        if (local.isKept()) {
            return work(Kind.REMOVED, trash);
        }
        if (!local.isTrashed() && !trashbin) {
            return Optional.empty();
        }
        Entry made;
        try {
            made = translation.object(remote.without(Set.of(ReservedNames.TRASHED_AT)));
        } catch (TranslationException e) {
            return Optional.empty();
        }
        if (!local.isTrashed()) {
            return work(Kind.TRASHED, new Tell(added(key, made), Optional.empty()), trash);
        }
        Entry refreshed = together(made, local.trashed().only(secrets::contains))
                .with(ReservedNames.TRASHED_AT, remote.get(ReservedNames.TRASHED_AT));
        return refreshed.equals(local.trashed()) ? Optional.empty() : work(Kind.TRASHED, new Refresh(refreshed));
    }

    private Event.Added added(Key key, Entry made) {
        return new Event.Added(Event.Category.BASE, type.name(), key, made);
    }

    private static Entry together(Entry made, Entry secret) {
        Entry.Builder whole = made.builder();
        secret.forEach(whole::put);
        return whole.build();
    }

    private static Optional<Work> work(Kind kind, Step... steps) {
        return Optional.of(new Work(kind, List.of(steps)));
    }
}

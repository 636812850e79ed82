package org.hermescdc.core.errorqueue;

import java.util.Locale;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.errorqueue.QueuePlan.Append;
import org.hermescdc.core.errorqueue.QueuePlan.Drop;
import org.hermescdc.core.errorqueue.QueuePlan.Merge;
import org.hermescdc.core.event.Event.Added;
import org.hermescdc.core.event.Event.Modified;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.event.Event.Progress;
import org.hermescdc.core.event.Event.Removed;

/**
 * Autoremediation (spec/04, "Error queue"): how an event that is to wait is merged with the last one that waits for the
 * same local object. Pure: the plan says what is to be done.
 *
 * <p>The local events decide; of an entry whose local event could not be made, the remote one. The other side follows, so
 * that once the entry is done both sides are what they would be without merging.
 */
public final class Remediation {

    private enum Verdict {
        APART,
        COMPOSED,
        /** Added, then removed. */
        CANCELLED,
        /** Removed, then added. */
        REPLACED,
        /** Modified, then removed. */
        OVERTAKEN,
        /** Removed, then removed by the client itself: a purge or a conversion of what waits to be removed already. */
        COVERED
    }

    private final QueuedEvent last;
    private final QueuedEvent newcomer;
    private final Base remote;
    private final Base local;

    /**
     * @param last the last entry of the local object
     * @param newcomer the entry that would be appended
     * @param remote the remote object before {@code last}
     * @param local the local object before {@code last}
     */
    public Remediation(QueuedEvent last, QueuedEvent newcomer, Base remote, Base local) {
        this.last = last;
        this.newcomer = newcomer;
        this.remote = remote;
        this.local = local;
    }

    /** @throws HermesException if the pair cannot occur: nothing is to be changed then */
    public QueuePlan plan(Autoremediation policy) {
        if (policy == Autoremediation.DISABLED || isPartial(last) || isPartial(newcomer) || !isMergeable()) {
            return new Append(newcomer);
        }
        return switch (verdict(policy)) {
            case APART -> new Append(newcomer);
            case COMPOSED ->
                merged(
                        composed(last.remote(), newcomer.remote(), remote),
                        composed(last.local(), newcomer.local(), local),
                        last.progress());
            case CANCELLED -> cancels() ? new Drop(last.number()) : removed();
            case REPLACED -> replaced();
            case OVERTAKEN -> removed();
            case COVERED -> new Merge(last);
        };
    }

    private static boolean isPartial(QueuedEvent entry) {
        return entry.progress().partiallyProcessed();
    }

    /** What could not be made is merged with its like only, or with the removal that makes it needless. */
    private boolean isMergeable() {
        return last.local() == null
                ? newcomer.local() == null || newcomer.local() instanceof Removed
                : newcomer.local() != null;
    }

    private Verdict verdict(Autoremediation policy) {
        ObjectEvent before = deciding(last);
        ObjectEvent after = deciding(newcomer);
        boolean maximum = policy == Autoremediation.MAXIMUM;
        if (after instanceof Modified && !(before instanceof Removed)) {
            return Verdict.COMPOSED;
        }
        if (isOfTrashed(before, after)) {
            return Verdict.APART;
        }
        if (after instanceof Removed && before instanceof Added) {
            return maximum ? Verdict.CANCELLED : Verdict.APART;
        }
        if (after instanceof Removed && before instanceof Modified) {
            return maximum ? Verdict.OVERTAKEN : Verdict.APART;
        }
        if (after instanceof Added && before instanceof Removed) {
            return maximum && isReplacement() ? Verdict.REPLACED : Verdict.APART;
        }
        if (after instanceof Removed && newcomer.remote() == null) {
            return Verdict.COVERED;
        }
        throw new HermesException("internal error: an event '" + name(after) + "' of " + newcomer.localObject()
                + " cannot come after '" + name(before) + "', its last one in the error queue (entry " + last.number()
                + "); the queue is left as it is, and the event is tried again");
    }

    /** A message that came twice can modify what is removed, and stays between the removal and a later addition. */
    private static boolean isOfTrashed(ObjectEvent before, ObjectEvent after) {
        return before instanceof Removed && after instanceof Modified
                || before instanceof Modified && after instanceof Added;
    }

    private static ObjectEvent deciding(QueuedEvent entry) {
        return entry.local() == null ? entry.remote() : entry.local();
    }

    private static String name(ObjectEvent event) {
        return event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** An object that the target has in its trashbin is to be removed from there, then added. */
    private boolean isReplacement() {
        return local.isThere() && (newcomer.remote() != null || last.remote() == null);
    }

    /** An object that the target has, or a remote one that stays to be removed, needs the removal. */
    private boolean cancels() {
        boolean ownEvents = last.remote() == null && newcomer.remote() == null;
        return !local.isThere()
                && (ownEvents || last.remote() instanceof Added && newcomer.remote() instanceof Removed);
    }

    private QueuePlan removed() {
        return merged(
                newcomer.remote() == null ? last.remote() : newcomer.remote(), newcomer.local(), newcomer.progress());
    }

    private QueuePlan replaced() {
        Modified localChange = difference(local, (Added) newcomer.local());
        ObjectEvent remoteChange = newcomer.remote() instanceof Added added && remote.isThere() && last.remote() != null
                ? difference(remote, added)
                : newcomer.remote();
        boolean remoteIsLeft = remoteChange != null && !isEmpty(remoteChange);
        return isEmpty(localChange) && !remoteIsLeft
                ? new Drop(last.number())
                : merged(remoteChange, localChange, last.progress());
    }

    private static Modified difference(Base before, Added after) {
        return new Modified(after.type(), after.key(), EntryDelta.between(before.object(), after.attributes()));
    }

    private static boolean isEmpty(ObjectEvent event) {
        return event instanceof Modified modified && modified.delta().isEmpty();
    }

    /** One event that does what two do; where one is null, the other. */
    private static ObjectEvent composed(ObjectEvent first, ObjectEvent second, Base before) {
        if (first == null || !(second instanceof Modified then)) {
            return second == null ? first : second;
        }
        if (first instanceof Added added) {
            return new Added(
                    added.category(), added.type(), added.key(), then.delta().applyTo(added.attributes()));
        }
        if (first instanceof Modified modified) {
            return new Modified(
                    modified.type(), modified.key(), modified.delta().then(then.delta(), before::mayHave));
        }
        return second;
    }

    private QueuePlan merged(ObjectEvent remoteEvent, ObjectEvent localEvent, Progress progress) {
        return new Merge(new QueuedEvent(
                last.number(),
                remoteEvent == null ? null : remoteEvent.withProgress(progress),
                localEvent == null ? null : localEvent.withProgress(progress),
                last.localType(),
                last.message()));
    }
}

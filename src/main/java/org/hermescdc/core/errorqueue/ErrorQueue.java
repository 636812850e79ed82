package org.hermescdc.core.errorqueue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.model.ObjectId;

/**
 * The events that wait for a retry, by number, found again by their object. In memory; what is put here is also put into
 * the store, as one unit with the rest of the event's effect. Used by one thread.
 *
 * <p>The object of an entry is the remote one: all local types that are made from it wait together.
 */
public final class ErrorQueue {

    private static final TreeSet<Long> NO_NUMBERS = new TreeSet<>();

    private final TreeMap<Long, QueuedEvent> entries = new TreeMap<>();
    private final Map<ObjectId, TreeSet<Long>> byObject = new HashMap<>();
    private final Map<ObjectId, TreeSet<Long>> byAncestor = new HashMap<>();
    private final UnaryOperator<String> remoteTypeOf;
    private final ForeignKeys foreignKeys;
    private final ForeignKeysPolicy policy;

    /** @param remoteTypeOf local type → the remote type that it is made from */
    public ErrorQueue(UnaryOperator<String> remoteTypeOf, ForeignKeys foreignKeys, ForeignKeysPolicy policy) {
        this.remoteTypeOf = remoteTypeOf;
        this.foreignKeys = foreignKeys;
        this.policy = policy;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public int size() {
        return entries.size();
    }

    /** All entries, by rising number; a view. */
    public Collection<QueuedEvent> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    /** The numbers that are there now, rising. */
    public List<Long> numbers() {
        return new ArrayList<>(entries.keySet());
    }

    public Optional<QueuedEvent> entry(long number) {
        return Optional.ofNullable(entries.get(number));
    }

    /** The number for an entry behind all others: 1 when the queue is empty. */
    public long nextNumber() {
        return entries.isEmpty() ? 1 : entries.lastKey() + 1;
    }

    /** The remote object that an entry is about. */
    public ObjectId objectOf(QueuedEvent entry) {
        return new ObjectId(
                remoteTypeOf.apply(entry.localType()), entry.localObject().key());
    }

    /** Whether the remote object has an entry. */
    public boolean holds(ObjectId object) {
        return byObject.containsKey(object);
    }

    /**
     * Tells why an event must not be given to a handler now.
     *
     * @param object its remote object
     * @param event the remote event
     * @return a sentence for the entry, or empty when nothing is in the way
     */
    public Optional<String> obstacle(ObjectId object, ObjectEvent event) {
        if (isHeldUp(object, event)) {
            return Optional.of(occupied(object));
        }
        if (policy.concerns(event) && byAncestor.containsKey(object)) {
            return Optional.of("object " + object + " is a parent of an object in the error queue");
        }
        return Optional.empty();
    }

    /** Why an event of an object that has an entry waits. */
    public static String occupied(ObjectId object) {
        return "object " + object + " already has an event in the error queue";
    }

    /** Whether the local object has an entry whose local event could not be made; later ones then wait to be made too. */
    public boolean hasUnmade(ObjectId object, String localType) {
        return entriesOf(object)
                .anyMatch(entry -> entry.local() == null && entry.localType().equals(localType));
    }

    /** A sibling of the same event that could not be made does not hold up the others. */
    private boolean isHeldUp(ObjectId object, ObjectEvent event) {
        return entriesOf(object).anyMatch(entry -> entry.local() != null || !event.equals(entry.remote()));
    }

    /** The entries of a remote object, by rising number. */
    public Stream<QueuedEvent> entriesOf(ObjectId object) {
        return byObject.getOrDefault(object, NO_NUMBERS).stream().map(entries::get);
    }

    /** Whether {@code entry} may be retried now: it is the first of its object, and waits for no child of it. */
    public boolean isRetryable(QueuedEvent entry) {
        return inFrontOf(entry).isEmpty();
    }

    /** The entry that has to go first: the first one of its object, or one of a child of it; empty where none has to. */
    public Optional<Long> inFrontOf(QueuedEvent entry) {
        ObjectId object = objectOf(entry);
        long first = byObject.get(object).first();
        if (first != entry.number()) {
            return Optional.of(first);
        }
        return waitsForChild(object, entry) ? Optional.of(byAncestor.get(object).first()) : Optional.empty();
    }

    /** How many remote objects have entries. */
    public int objects() {
        return byObject.size();
    }

    /** An {@code added} that came before its children does not wait: they may need it. */
    private boolean waitsForChild(ObjectId object, QueuedEvent entry) {
        ObjectEvent event = entry.local() == null ? entry.remote() : entry.local();
        TreeSet<Long> children = byAncestor.get(object);
        return children != null
                && policy.concerns(event)
                && !(event instanceof Event.Added && entry.number() < children.first());
    }

    /** Adds an entry, or replaces the one with its number. */
    public void put(QueuedEvent entry) {
        remove(entry.number());
        entries.put(entry.number(), entry);
        ObjectId object = objectOf(entry);
        index(byObject, object, entry.number());
        foreignKeys.ancestors(object).forEach(parent -> index(byAncestor, parent, entry.number()));
    }

    /** Takes an entry away, if it is there. */
    public void remove(long number) {
        QueuedEvent entry = entries.remove(number);
        if (entry == null) {
            return;
        }
        ObjectId object = objectOf(entry);
        unindex(byObject, object, number);
        foreignKeys.ancestors(object).forEach(parent -> unindex(byAncestor, parent, number));
    }

    private static void index(Map<ObjectId, TreeSet<Long>> map, ObjectId object, long number) {
        map.computeIfAbsent(object, id -> new TreeSet<>()).add(number);
    }

    private static void unindex(Map<ObjectId, TreeSet<Long>> map, ObjectId object, long number) {
        TreeSet<Long> numbers = map.get(object);
        numbers.remove(number);
        if (numbers.isEmpty()) {
            map.remove(object);
        }
    }
}

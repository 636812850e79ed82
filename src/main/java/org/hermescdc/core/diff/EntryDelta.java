package org.hermescdc.core.diff;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Values;

/**
 * What turns one entry into another: {@code between(a, b).applyTo(a)} equals {@code b}.
 *
 * @param added attributes that had no value
 * @param modified attributes that had another value
 * @param removed attributes that have no value any more
 */
public record EntryDelta(Entry added, Entry modified, Set<String> removed) {

    /** The delta that changes nothing. */
    public static final EntryDelta EMPTY = new EntryDelta(Entry.EMPTY, Entry.EMPTY, Set.of());

    public EntryDelta {
        removed = Collections.unmodifiableSortedSet(new TreeSet<>(removed));
    }

    /** Compares bytes first: for equal entries nothing is decoded. */
    public static EntryDelta between(Entry before, Entry after) {
        if (before.equals(after)) {
            return EMPTY;
        }
        Map<String, Object> old = new TreeMap<>(before.toMap());
        Entry.Builder added = new Entry.Builder();
        Entry.Builder modified = new Entry.Builder();
        after.forEach((name, value) -> {
            Object previous = old.remove(name);
            if (previous == null) {
                added.put(name, value);
            } else if (!Values.same(previous, value)) {
                modified.put(name, value);
            }
        });
        return new EntryDelta(added.build(), modified.build(), old.keySet());
    }

    /** Returns {@code entry} with this delta applied; attributes that it does not name are kept. */
    public Entry applyTo(Entry entry) {
        Entry.Builder builder = entry.builder();
        added.forEach(builder::put);
        modified.forEach(builder::put);
        removed.forEach(builder::remove);
        return builder.build();
    }

    /** Returns this delta together with {@code other}, which names none of the same attributes. */
    public EntryDelta and(EntryDelta other) {
        if (other.isEmpty()) {
            return this;
        }
        Set<String> allRemoved = new TreeSet<>(removed);
        allRemoved.addAll(other.removed);
        return new EntryDelta(together(added, other.added), together(modified, other.modified), allRemoved);
    }

    /**
     * Returns the delta that does what this one and then {@code next} do, as an error queue tells it (spec/04): what this
     * one adds and the next modifies is added, what this one adds and the next removes was never there.
     *
     * @param wasThere tells attributes that the entry may have before this delta: their removal is always told
     */
    public EntryDelta then(EntryDelta next, Predicate<String> wasThere) {
        Entry.Builder allAdded = added.builder();
        Entry.Builder allModified = modified.builder();
        Set<String> allRemoved = new TreeSet<>(removed);
        next.added.forEach((name, value) -> {
            allAdded.put(name, value);
            allModified.remove(name);
            allRemoved.remove(name);
        });
        next.modified.forEach((name, value) -> {
            (added.has(name) ? allAdded : allModified).put(name, value);
            allRemoved.remove(name);
        });
        for (String name : next.removed) {
            allAdded.remove(name);
            allModified.remove(name);
            if (!added.has(name) || wasThere.test(name)) {
                allRemoved.add(name);
            }
        }
        return new EntryDelta(allAdded.build(), allModified.build(), allRemoved);
    }

    private static Entry together(Entry one, Entry two) {
        Entry.Builder builder = one.builder();
        two.forEach(builder::put);
        return builder.build();
    }

    /** All attributes that it names. */
    public Set<String> attributes() {
        Set<String> names = new TreeSet<>(removed);
        names.addAll(added.attributes());
        names.addAll(modified.attributes());
        return names;
    }

    public boolean isEmpty() {
        return added.isEmpty() && modified.isEmpty() && removed.isEmpty();
    }
}

package org.hermescdc.core.diff;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    private static Entry together(Entry one, Entry two) {
        Entry.Builder builder = one.builder();
        two.forEach(builder::put);
        return builder.build();
    }

    public boolean isEmpty() {
        return added.isEmpty() && modified.isEmpty() && removed.isEmpty();
    }
}

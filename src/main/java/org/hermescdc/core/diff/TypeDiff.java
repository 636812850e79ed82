package org.hermescdc.core.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyOrder;
import org.hermescdc.core.model.KeyedEntry;

/**
 * What differs between two states of one data type (spec/02, "Diff and emit"); each list sorted by primary key.
 *
 * @param type the data type
 */
public record TypeDiff(
        String type, List<Change.Added> added, List<Change.Modified> modified, List<Change.Removed> removed) {

    /**
     * Compares two states, when clients know exactly the first.
     *
     * @see #between(String, State, Collection, Comparison, Map)
     */
    public static TypeDiff between(String type, State before, Collection<KeyedEntry> after, Comparison comparison) {
        return between(type, before, after, comparison, Map.of());
    }

    /**
     * Compares two states.
     *
     * @param before the cached state
     * @param after the fetched state; no key twice
     * @param comparison the delta of the visible attributes from what clients may know of the key, the cached entry or that
     *     of a doubt, to the fetched entry
     * @param doubts what clients may know otherwise, by key
     */
    public static TypeDiff between(
            String type, State before, Collection<KeyedEntry> after, Comparison comparison, Map<Key, Doubt> doubts) {
        List<Change.Added> added = new ArrayList<>();
        List<Change.Modified> modified = new ArrayList<>();
        List<Change.Removed> removed = new ArrayList<>();
        int known = 0;
        for (KeyedEntry item : after) {
            if (item.isKnown() && doubts.isEmpty()) {
                known++;
                continue;
            }
            Key key = item.key();
            Entry cached = before.get(key);
            known += cached == null ? 0 : 1;
            Doubt doubt = doubts.isEmpty() ? null : doubts.get(key);
            if (cached == null || doubt != null && doubt.mayBeUnknown()) {
                added.add(new Change.Added(type, key, item.entry()));
                continue;
            }
            EntryDelta delta = comparison.between(key, cached, item.entry());
            if (!delta.isEmpty()) {
                modified.add(new Change.Modified(type, key, cached, item.entry(), delta));
            }
        }
        // most cycles remove nothing, and need no look at what is left
        if (known < before.size() || !doubts.isEmpty()) {
            removed.addAll(removed(type, before, after, doubts));
        }
        return new TypeDiff(type, sorted(added), sorted(modified), sorted(removed));
    }

    private static List<Change.Removed> removed(
            String type, State before, Collection<KeyedEntry> after, Map<Key, Doubt> doubts) {
        List<Change.Removed> removed = new ArrayList<>();
        Set<Key> there = new HashSet<>();
        after.forEach(item -> there.add(item.key()));
        for (Key key : before.keys()) {
            if (!there.contains(key)) {
                removed.add(new Change.Removed(type, key, before.get(key)));
            }
        }
        doubts.forEach((key, doubt) -> {
            if (!there.contains(key) && before.get(key) == null) {
                doubt.mayBeKnownAs().ifPresent(known -> removed.add(new Change.Removed(type, key, known)));
            }
        });
        return removed;
    }

    /** The entries of a data type, by key. */
    public interface State {

        /** The entry of {@code key}, or null if there is none. */
        Entry get(Key key);

        int size();

        Collection<Key> keys();

        /** The entries of a map. */
        static State of(Map<Key, Entry> entries) {
            return of(entries::get, entries::size, entries::keySet);
        }

        static State of(Function<Key, Entry> entries, IntSupplier size, Supplier<? extends Collection<Key>> keys) {
            return new State() {
                @Override
                public Entry get(Key key) {
                    return entries.apply(key);
                }

                @Override
                public int size() {
                    return size.getAsInt();
                }

                @Override
                public Collection<Key> keys() {
                    return keys.get();
                }
            };
        }
    }

    /** Compares the entries of one key, as far as events tell of them. */
    @FunctionalInterface
    public interface Comparison {
        EntryDelta between(Key key, Entry cached, Entry fetched);
    }

    private static <C extends Change> List<C> sorted(List<C> changes) {
        return KeyOrder.sortedBy(changes, Change::key);
    }

    /** The changes of one kind. */
    public List<? extends Change> of(Change.Kind kind) {
        return switch (kind) {
            case ADDED -> added;
            case MODIFIED -> modified;
            case REMOVED -> removed;
        };
    }
}

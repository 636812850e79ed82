package org.hermescdc.core.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyOrder;

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
     * @see #between(String, Function, Collection, Map, Comparison, Map)
     */
    public static TypeDiff between(
            String type,
            Function<Key, Entry> before,
            Collection<Key> keysBefore,
            Map<Key, Entry> after,
            Comparison comparison) {
        return between(type, before, keysBefore, after, comparison, Map.of());
    }

    /**
     * Compares two states.
     *
     * @param before the cached state by key, null for a key that it has not
     * @param keysBefore the keys of the cached state
     * @param after the fetched state
     * @param comparison the delta of the visible attributes from what clients may know of the key, the cached entry or that
     *     of a doubt, to the fetched entry
     * @param doubts what clients may know otherwise, by key
     */
    public static TypeDiff between(
            String type,
            Function<Key, Entry> before,
            Collection<Key> keysBefore,
            Map<Key, Entry> after,
            Comparison comparison,
            Map<Key, Doubt> doubts) {
        List<Change.Added> added = new ArrayList<>();
        List<Change.Modified> modified = new ArrayList<>();
        List<Change.Removed> removed = new ArrayList<>();
        after.forEach((key, fetched) -> {
            Entry cached = before.apply(key);
            Doubt doubt = doubts.get(key);
            if (cached == null || doubt != null && doubt.mayBeUnknown()) {
                added.add(new Change.Added(type, key, fetched));
                return;
            }
            EntryDelta delta = comparison.between(key, cached, fetched);
            if (!delta.isEmpty()) {
                modified.add(new Change.Modified(type, key, cached, fetched, delta));
            }
        });
        for (Key key : keysBefore) {
            if (!after.containsKey(key)) {
                removed.add(new Change.Removed(type, key, before.apply(key)));
            }
        }
        doubts.forEach((key, doubt) -> {
            if (!after.containsKey(key) && before.apply(key) == null) {
                doubt.mayBeKnownAs().ifPresent(known -> removed.add(new Change.Removed(type, key, known)));
            }
        });
        return new TypeDiff(type, sorted(added), sorted(modified), sorted(removed));
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

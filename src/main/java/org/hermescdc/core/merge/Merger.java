package org.hermescdc.core.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyedEntry;
import org.hermescdc.core.model.Values;

/** Merges the sources of one data type in declaration order (spec/02, "Merge", 2). One instance per merge. */
public final class Merger {

    private final OnMergeConflict policy;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private final Set<Key> inconsistencies = new LinkedHashSet<>();
    private final Set<Key> conflicts = new LinkedHashSet<>();
    private final Set<Key> filtered = new LinkedHashSet<>();

    private Merger(OnMergeConflict policy) {
        this.policy = policy;
    }

    public static MergeResult merge(List<MergeSource> sources, OnMergeConflict policy) {
        if (sources.size() == 1 && !hasDuplicates(sources.get(0).entries())) {
            return new MergeResult(sources.get(0).entries(), Set.of(), Set.of(), Set.of());
        }
        Merger merger = new Merger(policy);
        for (int i = 0; i < sources.size(); i++) {
            if (i == 0) {
                merger.first(sources.get(i));
            } else {
                merger.later(sources.get(i));
            }
        }
        List<KeyedEntry> merged = new ArrayList<>(merger.entries.size());
        merger.entries.forEach((key, entry) -> merged.add(new KeyedEntry(key, entry)));
        return new MergeResult(merged, merger.inconsistencies, merger.conflicts, merger.filtered);
    }

    private static boolean hasDuplicates(List<KeyedEntry> entries) {
        Set<Key> keys = new HashSet<>(2 * entries.size());
        for (KeyedEntry item : entries) {
            if (!keys.add(item.key())) {
                return true;
            }
        }
        return false;
    }

    private void first(MergeSource source) {
        for (KeyedEntry item : source.entries()) {
            if (inconsistencies.contains(item.key())) {
                continue;
            }
            if (entries.putIfAbsent(item.key(), item.entry()) != null) {
                entries.remove(item.key());
                inconsistencies.add(item.key());
            }
        }
    }

    private void later(MergeSource source) {
        Set<Key> before = new HashSet<>(entries.keySet());
        Set<Key> seen = new HashSet<>();
        for (KeyedEntry item : source.entries()) {
            seen.add(item.key());
            if (conflicts.contains(item.key()) || inconsistencies.contains(item.key())) {
                continue;
            }
            if (isWanted(source.constraint(), before.contains(item.key()))) {
                add(item);
            } else {
                filtered.add(item.key());
            }
        }
        if (source.constraint() == PkeyMergeConstraint.MUST_EXIST_IN_BOTH) {
            dropAllBut(seen);
        }
    }

    private static boolean isWanted(PkeyMergeConstraint constraint, boolean present) {
        return switch (constraint) {
            case NO_CONSTRAINT -> true;
            case MUST_NOT_EXIST -> !present;
            case MUST_ALREADY_EXIST, MUST_EXIST_IN_BOTH -> present;
        };
    }

    private void add(KeyedEntry item) {
        Entry present = entries.get(item.key());
        if (present == null) {
            entries.put(item.key(), item.entry());
            return;
        }
        Entry.Builder merged = present.builder();
        boolean[] conflict = new boolean[1];
        item.entry().forEach((name, value) -> {
            Object first = present.get(name);
            if (first == null) {
                merged.put(name, value);
            } else if (!Values.same(first, value)) {
                conflict[0] = true;
            }
        });
        if (conflict[0] && policy == OnMergeConflict.USE_CACHED_ENTRY) {
            entries.remove(item.key());
            conflicts.add(item.key());
        } else {
            entries.put(item.key(), merged.build());
        }
    }

    private void dropAllBut(Set<Key> seen) {
        entries.keySet().removeIf(key -> {
            boolean gone = !seen.contains(key);
            if (gone) {
                filtered.add(key);
            }
            return gone;
        });
    }
}

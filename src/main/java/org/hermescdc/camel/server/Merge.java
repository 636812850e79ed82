package org.hermescdc.camel.server;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.core.constraint.Constraints;
import org.hermescdc.core.constraint.Constraints.Guarded;
import org.hermescdc.core.merge.MergeResult;
import org.hermescdc.core.merge.MergeSource;
import org.hermescdc.core.merge.Merger;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyedEntry;

/**
 * Steps 3.1 to 3.3 of a cycle: enforces merge constraints, merges the sources of one data type, and takes the cached entry
 * of every key that its sources disagree on (spec/02, "Merge").
 */
public final class Merge {

    private final ServerCache cache;

    Merge(ServerCache cache) {
        this.cache = cache;
    }

    public void merge(TypeCycle type) {
        Constraints.Result constrained = Constraints.enforce(guarded(type), Constraints.Pass.TOGETHER);
        constrained.dropped().values().forEach(type.mergeFiltered()::addAll);
        List<MergeSource> sources = new ArrayList<>();
        for (ServerConfig.Source source : type.type().sources()) {
            sources.add(new MergeSource(
                    source.name(),
                    source.pkeyMergeConstraint(),
                    constrained.kept().get(source.name())));
        }
        MergeResult merged = Merger.merge(sources, type.type().config().onMergeConflict());
        type.mergeFiltered().addAll(merged.filtered());
        type.setMerged(withReplaced(type, merged), merged.inconsistencies(), merged.conflicts());
    }

    private static List<Guarded> guarded(TypeCycle type) {
        Map<String, List<KeyedEntry>> fetched = type.takeFetched();
        return type.type().sources().stream()
                .map(source -> new Guarded(source.name(), source.mergeConstraints(), fetched.get(source.name())))
                .toList();
    }

    private List<KeyedEntry> withReplaced(TypeCycle type, MergeResult merged) {
        Set<Key> untrusted = new LinkedHashSet<>(merged.inconsistencies());
        untrusted.addAll(merged.conflicts());
        if (untrusted.isEmpty()) {
            return merged.entries();
        }
        List<KeyedEntry> entries = new ArrayList<>(merged.entries());
        for (Key key : untrusted) {
            Entry cached = cache.cached(type.getName(), key);
            if (cached != null) {
                entries.add(new KeyedEntry(key, cached));
            }
        }
        return entries;
    }
}

package org.hermescdc.camel.server;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyedEntry;

/** What one cycle knows of one data type. */
public final class TypeCycle {

    private final Cycle cycle;
    private final ServerType type;
    private final Map<String, List<KeyedEntry>> fetched = new LinkedHashMap<>();
    private List<KeyedEntry> entries = List.of();
    private boolean merged;
    private Set<Key> inconsistencies = Set.of();
    private Set<Key> conflicts = Set.of();
    private final Set<Key> mergeFiltered = new LinkedHashSet<>();
    private final Set<Key> integrityFiltered = new LinkedHashSet<>();

    TypeCycle(Cycle cycle, ServerType type) {
        this.cycle = cycle;
        this.type = type;
    }

    Cycle cycle() {
        return cycle;
    }

    ServerType type() {
        return type;
    }

    /** The name of the data type. */
    public String getName() {
        return type.name();
    }

    void setFetched(String source, List<KeyedEntry> rows) {
        fetched.put(source, rows);
    }

    /** Hands over what each source gave; the entries can then be freed one source after the other. */
    Map<String, List<KeyedEntry>> takeFetched() {
        Map<String, List<KeyedEntry>> taken = new LinkedHashMap<>(fetched);
        fetched.clear();
        return taken;
    }

    /** The entries of the type as they stand now: merged, later without those that a constraint dropped. */
    List<KeyedEntry> entries() {
        return entries;
    }

    boolean isMerged() {
        return merged;
    }

    void setMerged(List<KeyedEntry> mergedEntries, Set<Key> inconsistentKeys, Set<Key> conflictingKeys) {
        entries = mergedEntries;
        inconsistencies = inconsistentKeys;
        conflicts = conflictingKeys;
        merged = true;
    }

    void setEntries(List<KeyedEntry> left) {
        entries = left;
    }

    Set<Key> inconsistencies() {
        return inconsistencies;
    }

    Set<Key> conflicts() {
        return conflicts;
    }

    /** Keys that merge constraints dropped. */
    Set<Key> mergeFiltered() {
        return mergeFiltered;
    }

    /** Keys that integrity constraints dropped. */
    Set<Key> integrityFiltered() {
        return integrityFiltered;
    }

    /** Whether the entry of the key was taken from the cache, because its sources cannot be trusted. */
    boolean isReplaced(Key key) {
        return inconsistencies.contains(key) || conflicts.contains(key);
    }
}

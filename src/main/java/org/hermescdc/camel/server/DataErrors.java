package org.hermescdc.camel.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyOrder;

/** What a cycle has to tell of its data, in the form of the state file and of the status (spec/02, "Errors to tell"). */
final class DataErrors {

    static final String INCONSISTENCIES = "inconsistencies";
    static final String MERGE_CONFLICTS = "mergeConflicts";
    static final String INTEGRITY_FILTERED = "integrityFiltered";
    static final String MERGE_FILTERED = "mergeFiltered";

    private final ServerCache cache;

    DataErrors(ServerCache cache) {
        this.cache = cache;
    }

    /** Type → {@code error} → kind → entries; empty parts left out. */
    Map<String, Object> errors(Cycle cycle) {
        Map<String, Object> errors = new LinkedHashMap<>();
        for (TypeCycle type : cycle.getTypes()) {
            Map<String, Object> kinds = new LinkedHashMap<>();
            put(kinds, INCONSISTENCIES, type, type.inconsistencies());
            put(kinds, MERGE_CONFLICTS, type, type.conflicts());
            if (!kinds.isEmpty()) {
                errors.put(type.getName(), Map.of("error", kinds));
            }
        }
        return errors;
    }

    /** Type → kind → entries that constraints dropped; empty parts left out. */
    Map<String, Map<String, Object>> warnings(Cycle cycle) {
        Map<String, Map<String, Object>> warnings = new LinkedHashMap<>();
        for (TypeCycle type : cycle.getTypes()) {
            Map<String, Object> kinds = new LinkedHashMap<>();
            put(kinds, INTEGRITY_FILTERED, type, type.integrityFiltered());
            put(kinds, MERGE_FILTERED, type, type.mergeFiltered());
            if (!kinds.isEmpty()) {
                warnings.put(type.getName(), kinds);
            }
        }
        return warnings;
    }

    private void put(Map<String, Object> kinds, String kind, TypeCycle type, Collection<Key> keys) {
        if (!keys.isEmpty()) {
            List<Object> shown = new ArrayList<>(keys.size());
            KeyOrder.sorted(keys).forEach(key -> shown.add(show(type.type(), key)));
            kinds.put(kind, shown);
        }
    }

    /** The text of an entry that is in the cache, else its bare key. */
    private Object show(ServerType type, Key key) {
        Entry cached = cache.cached(type.name(), key);
        return cached == null ? key.value() : type.text(key, cached);
    }
}

package org.hermescdc.camel.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.migration.DatamodelChange;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyOrder;
import org.hermescdc.core.translate.LocalType;

/** The objects that the target would lose by a change of the datamodel. */
final class LeavingObjects {

    private LeavingObjects() {}

    /** All objects of types that are gone; of types that move, those that the new remote type has not; by local type. */
    static Map<String, List<Key>> of(ClientCache cache, DatamodelChange change) {
        Map<String, List<Key>> removals = new LinkedHashMap<>();
        change.gone().forEach(type -> removals.put(type.name(), keysOf(cache, type)));
        change.moved().forEach((type, remoteType) -> {
            Collection there = cache.collections().remote(remoteType).complete();
            List<Key> keys =
                    new ArrayList<>(keysOf(cache, cache.datamodel().types().get(type)));
            keys.removeIf(key -> !there.find(key).isNowhere());
            removals.put(type, keys);
        });
        return removals;
    }

    /** What the target has of a type, by key. */
    static List<Key> keysOf(ClientCache cache, LocalType type) {
        Twins twins = cache.collections().local(type.name());
        if (twins == null) {
            return List.of();
        }
        Set<Key> keys = new HashSet<>(twins.plain().keys());
        keys.addAll(twins.plain().trashedKeys());
        return KeyOrder.sorted(keys);
    }
}

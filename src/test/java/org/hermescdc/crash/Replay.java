package org.hermescdc.crash;

import java.util.HashMap;
import java.util.Map;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;

/** Does what a client does with events that may come twice: type → key → entry. */
final class Replay {

    private Replay() {}

    static void apply(Map<String, Map<Key, Entry>> state, Event event) {
        if (event instanceof Event.InitStart start) {
            state.clear();
            start.schema().types().keySet().forEach(type -> state.put(type, new HashMap<>()));
        } else if (event instanceof Event.SchemaChanged changed) {
            state.keySet().retainAll(changed.schema().types().keySet());
            changed.schema().types().keySet().forEach(type -> state.putIfAbsent(type, new HashMap<>()));
            state.replaceAll((type, entries) ->
                    keyedAnew(entries, changed.schema().type(type).orElseThrow()));
        } else if (event instanceof Event.Added added) {
            state.get(added.type()).put(added.key(), added.attributes());
        } else if (event instanceof Event.Modified modified) {
            state.get(modified.type()).computeIfPresent(modified.key(), (key, entry) -> modified.delta()
                    .applyTo(entry));
        } else if (event instanceof Event.Removed removed) {
            state.getOrDefault(removed.type(), new HashMap<>()).remove(removed.key());
        }
    }

    private static Map<Key, Entry> keyedAnew(Map<Key, Entry> entries, DataSchema.DataType type) {
        Map<Key, Entry> keyed = new HashMap<>();
        entries.values().forEach(entry -> keyed.put(Key.from(entry, type.primaryKey()), entry));
        return keyed;
    }
}

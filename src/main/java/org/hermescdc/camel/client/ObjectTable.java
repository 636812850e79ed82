package org.hermescdc.camel.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.store.Table;

/** A table of objects whose secret attributes stay in memory: after a restart the objects lack them (spec/04). */
final class ObjectTable {

    private final Table<Key, Entry> table;
    private final Set<String> secrets;
    private final Map<Key, Entry> secretParts = new HashMap<>();

    ObjectTable(Table<Key, Entry> table, Set<String> secrets) {
        this.table = table;
        this.secrets = secrets;
    }

    Table<Key, Entry> table() {
        return table;
    }

    /** The object with the secrets that are known; null if there is none. */
    Entry get(Key key) {
        Entry shown = table.get(key);
        Entry secret = secretParts.get(key);
        if (shown == null || secret == null) {
            return shown;
        }
        Entry.Builder whole = shown.builder();
        secret.forEach(whole::put);
        return whole.build();
    }

    List<Key> keys() {
        return table.keys();
    }

    /** Sets the object of {@code key}; null takes it away. */
    void set(Update update, Key key, Entry object) {
        if (object == null) {
            update.unit().remove(table, key);
            update.afterwards(() -> secretParts.remove(key));
            return;
        }
        update.unit().put(table, key, object.without(secrets));
        if (!secrets.isEmpty()) {
            Entry secret = object.only(secrets::contains);
            update.afterwards(() -> remember(key, secret));
        }
    }

    private void remember(Key key, Entry secret) {
        if (secret.isEmpty()) {
            secretParts.remove(key);
        } else {
            secretParts.put(key, secret);
        }
    }
}

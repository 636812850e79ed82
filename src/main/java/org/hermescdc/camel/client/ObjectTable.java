package org.hermescdc.camel.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.migration.Rekeying;
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

    /** Takes over what the same table knew of secrets, as far as they still are. */
    void inherit(ObjectTable before) {
        before.secretParts.forEach((key, secret) -> {
            if (table.contains(key)) {
                remember(key, secret.only(secrets::contains));
            }
        });
    }

    /** Attributes that became secret leave the table, and its backups; the objects still have them in memory. */
    void hide(Update update, Set<String> newSecrets) {
        for (Key key : keys()) {
            Entry row = table.get(key);
            Entry shown = row.without(newSecrets);
            if (shown != row) {
                Entry hidden = hidden(key, newSecrets);
                update.unit().put(table, key, shown);
                update.afterwards(() -> remember(key, hidden));
            }
        }
        forgetBackups(update, newSecrets);
    }

    /** All objects get new keys, and attributes that became secret leave as in {@link #hide}. */
    void rekey(Update update, Rekeying.Rows rows, Set<String> newSecrets) {
        List<Key> keys = keys();
        keys.forEach(key -> update.unit().put(table, key, rows.bridging(key, table.get(key))));
        update.unit().rekey(table, rows.primaryKey());
        Map<Key, Entry> before = new HashMap<>();
        for (Key key : keys) {
            Entry row = table.get(key);
            update.unit().put(table, rows.key(key), rows.row(key, row).without(newSecrets));
            before.put(rows.key(key), hidden(key, newSecrets));
        }
        update.afterwards(() -> {
            secretParts.clear();
            before.forEach(this::remember);
        });
        forgetBackups(update, newSecrets);
    }

    private Entry hidden(Key key, Set<String> newSecrets) {
        return get(key).only(name -> secrets.contains(name) || newSecrets.contains(name));
    }

    private void forgetBackups(Update update, Set<String> newSecrets) {
        if (!newSecrets.isEmpty() && table.exists()) {
            update.unit().forgetBackups(table);
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

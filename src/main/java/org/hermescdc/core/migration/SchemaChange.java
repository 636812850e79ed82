package org.hermescdc.core.migration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.DataSchema.DataType;

/**
 * What follows at once from a change of the data schema (spec/02, "Data schema and its changes"); what follows from data
 * comes out of the next diff.
 *
 * @param removedTypes types that are gone, in reverse order of the old schema
 * @param newSecrets attributes that became secret, by type: to be purged from the cache
 * @param newPrimaryKeys types whose primary key changed, with the new key attributes
 * @param tells whether the new schema says anything else than the old one; the order of types alone does not count
 */
public record SchemaChange(
        List<String> removedTypes,
        Map<String, Set<String>> newSecrets,
        Map<String, List<String>> newPrimaryKeys,
        boolean tells) {

    public static SchemaChange between(DataSchema before, DataSchema after) {
        List<String> removed = new ArrayList<>(before.types().keySet());
        removed.removeAll(after.types().keySet());
        Collections.reverse(removed);
        Map<String, Set<String>> newSecrets = new LinkedHashMap<>();
        Map<String, List<String>> newPrimaryKeys = new LinkedHashMap<>();
        after.types().forEach((name, type) -> {
            DataType old = before.types().get(name);
            if (old == null) {
                return;
            }
            Set<String> secrets = new TreeSet<>(type.secrets());
            old.secrets().forEach(secrets::remove);
            if (!secrets.isEmpty()) {
                newSecrets.put(name, secrets);
            }
            if (!old.primaryKey().equals(type.primaryKey())) {
                newPrimaryKeys.put(name, type.primaryKey());
            }
        });
        return new SchemaChange(
                removed, newSecrets, newPrimaryKeys, !before.types().equals(after.types()));
    }
}

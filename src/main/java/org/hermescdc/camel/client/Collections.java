package org.hermescdc.camel.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.translate.Datamodel;
import org.hermescdc.core.translate.LocalType;
import org.hermescdc.core.translate.RemoteToLocal;
import org.hermescdc.core.translate.ReservedNames;
import org.hermescdc.store.Store;
import org.hermescdc.store.Table;

/** All collections of a client: one pair for each type of the schema, and for each local type that is made from one. */
final class Collections {

    private static final String LOCAL = "__";
    private static final String TRASHBIN = "trashbin_";
    private static final String COMPLETE = "_complete__";

    private final Map<String, Twins> remote = new LinkedHashMap<>();
    private final Map<String, Twins> local = new LinkedHashMap<>();
    private final Map<String, RemoteToLocal> translations = new LinkedHashMap<>();
    private final Store store;

    /** @param left remote key attributes of local types whose remote type left the schema, by local type */
    Collections(Store store, DataSchema schema, Datamodel datamodel, Map<String, List<String>> left) {
        this.store = store;
        schema.types()
                .forEach((name, type) ->
                        remote.put(name, open("", name, type.primaryKey(), Set.copyOf(type.secrets()))));
        datamodel.types().forEach((name, type) -> {
            Optional<List<String>> made = schema.type(type.remoteType()).map(DataSchema.DataType::primaryKey);
            Optional.ofNullable(made.orElse(left.get(name)))
                    .ifPresent(key -> local.put(
                            name,
                            open(LOCAL, name, ReservedNames.keyAttributes(key), datamodel.secrets(type, schema))));
            made.ifPresent(key -> translations.put(name, new RemoteToLocal(type, key)));
        });
    }

    /** Takes over what the collections before these knew of secrets. */
    void inherit(Collections before) {
        remote.forEach((type, twins) -> twins.inherit(before.remote.get(type)));
        local.forEach((type, twins) -> twins.inherit(before.local.get(type)));
    }

    Twins remote(String type) {
        return remote.get(type);
    }

    Twins local(String type) {
        return local.get(type);
    }

    boolean hasRemote(String type) {
        return remote.containsKey(type);
    }

    /** How objects become those of a local type. */
    RemoteToLocal translation(LocalType type) {
        return translations.get(type.name());
    }

    /** The object of a local type, as last processed; also one in the trashbin, with its time there. */
    Optional<Entry> find(String localType, Key key) {
        return Optional.ofNullable(local.get(localType))
                .map(twins -> twins.plain().find(key))
                .map(object -> object.isKept() ? object.kept() : object.trashed());
    }

    /**
     * Makes every table exist. Those of trashbins only with a trashbin; without one, those that are left from before go as
     * soon as they are empty.
     */
    void settle(Update update, boolean trashbin) {
        remote.values().forEach(twins -> settle(update, twins, trashbin));
        local.values().forEach(twins -> settle(update, twins, trashbin));
    }

    private static void settle(Update update, Twins twins, boolean trashbin) {
        for (Collection side : twins.sides()) {
            update.unit().create(side.kept().table());
            Table<Key, Entry> trashed = side.trashed().table();
            if (trashbin) {
                update.unit().create(trashed);
            } else if (trashed.isEmpty()) {
                update.unit().drop(trashed);
            }
        }
    }

    private Twins open(String prefix, String type, List<String> primaryKey, Set<String> secrets) {
        return new Twins(
                new Collection(
                        table(prefix + type, primaryKey, secrets),
                        table(prefix + TRASHBIN + type, primaryKey, secrets)),
                new Collection(
                        table(prefix + type + COMPLETE, primaryKey, secrets),
                        table(prefix + TRASHBIN + type + COMPLETE, primaryKey, secrets)));
    }

    private ObjectTable table(String name, List<String> primaryKey, Set<String> secrets) {
        return new ObjectTable(store.entries(name, primaryKey), secrets);
    }
}

package org.hermescdc.camel.server;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.core.diff.Change;
import org.hermescdc.core.diff.Doubt;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.diff.Intent;
import org.hermescdc.core.diff.TypeDiff;
import org.hermescdc.core.event.DataSchemaForm;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyedEntry;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.store.Document;
import org.hermescdc.store.FileKind;
import org.hermescdc.store.Store;
import org.hermescdc.store.Table;
import org.hermescdc.store.UnitOfWork;

/**
 * What the clients have been told, by data type, and the server's own state: the cache of the server (spec/05). Used by
 * the thread of the server's loop.
 */
public final class ServerCache {

    private final Store store;
    private final SecretMemory secrets = new SecretMemory();
    private final Map<String, ServerType> types = new LinkedHashMap<>();
    private final Map<String, Table<Key, Entry>> tables = new LinkedHashMap<>();
    private final Doubts doubts;
    private final Document schemaDocument;
    private final Document announcedDocument;
    private final Document stateDocument;

    ServerCache(Store store, List<ServerType> types) {
        this.store = store;
        types.forEach(type -> this.types.put(type.name(), type));
        doubts = new Doubts(store);
        schemaDocument = store.document("_dataschema", FileKind.DATA);
        announcedDocument = store.document("_dataschema-announced", FileKind.STATE);
        stateDocument = store.document("_hermes-server", FileKind.STATE);
    }

    Store store() {
        return store;
    }

    Doubts doubts() {
        return doubts;
    }

    /** The data type of that name, or null for one that is gone from the datamodel. */
    ServerType type(String name) {
        return types.get(name);
    }

    List<ServerType> types() {
        return List.copyOf(types.values());
    }

    /** The table of a type, opened with the primary key that its entries were written with. */
    Table<Key, Entry> table(String type, List<String> primaryKey) {
        return tables.computeIfAbsent(type, name -> store.entries(name, primaryKey));
    }

    /** The table of a type that the datamodel has, or that was opened before. */
    Table<Key, Entry> table(String type) {
        Table<Key, Entry> open = tables.get(type);
        return open != null ? open : table(type, types.get(type).config().primaryKey());
    }

    /** The entries of a type, to compare with. */
    TypeDiff.State state(String type) {
        Table<Key, Entry> table = table(type);
        return TypeDiff.State.of(table::get, table::size, table::keys);
    }

    Entry cached(String type, Key key) {
        return table(type).get(key);
    }

    List<KeyedEntry> entries(String type) {
        Table<Key, Entry> table = table(type);
        return table.keys().stream()
                .map(key -> new KeyedEntry(key, table.get(key)))
                .toList();
    }

    /**
     * What clients have to be told so that they know {@code fetched}.
     *
     * @param cached what they know instead
     * @param doubt what they may know instead, too; null if there is no doubt
     */
    EntryDelta difference(ServerType type, Key key, Entry cached, Doubt doubt, Entry fetched) {
        EntryDelta delta = difference(type, key, cached, fetched);
        return doubt == null ? delta : doubt.resolve(delta, type::sentInClear, type.sent(fetched));
    }

    private EntryDelta difference(ServerType type, Key key, Entry cached, Entry fetched) {
        EntryDelta clear = EntryDelta.between(type.sentInClear(cached), type.sentInClear(fetched));
        if (!type.hasSecrets()) {
            return clear;
        }
        return clear.and(secrets.changes(type.name(), key, type.secretsOf(fetched)));
    }

    /** Writes down what clients are about to be told, in case that it is never known whether they were. */
    void intend(List<? extends Change> changes) {
        Map<ObjectId, Intent> intents = new LinkedHashMap<>();
        changes.forEach(change -> intents.put(new ObjectId(change.type(), change.key()), intent(change)));
        store.apply(doubts.begin(intents));
    }

    private Intent intent(Change change) {
        if (change instanceof Change.Added added) {
            ServerType type = types.get(change.type());
            return new Intent(
                    type.sentInClear(added.fetched()),
                    type.secretsOf(added.fetched()).attributes());
        }
        if (change instanceof Change.Modified modified) {
            ServerType type = types.get(change.type());
            return new Intent(type.sentInClear(modified.fetched()), type.secretsIn(modified.delta()));
        }
        return Intent.REMOVAL;
    }

    /** Takes changes that clients have been told into the cache. */
    void take(UnitOfWork unit, Change change) {
        Table<Key, Entry> table = table(change.type());
        if (change instanceof Change.Added added) {
            unit.put(table, added.key(), types.get(change.type()).cached(added.fetched()));
        } else if (change instanceof Change.Modified modified) {
            unit.put(table, modified.key(), types.get(change.type()).cached(modified.fetched()));
        } else {
            unit.remove(table, change.key());
        }
    }

    /** Remembers the secrets that clients have been told with the change. */
    void rememberSecrets(Change change) {
        ServerType type = types.get(change.type());
        if (type == null || !type.hasSecrets()) {
            return; // a type that is gone from the datamodel is only removed
        }
        if (change instanceof Change.Added added) {
            secrets.remember(type.name(), added.key(), type.secretsOf(added.fetched()));
        } else if (change instanceof Change.Modified modified) {
            secrets.remember(type.name(), modified.key(), type.secretsOf(modified.fetched()));
        } else {
            secrets.forget(type.name(), change.key());
        }
    }

    /** The schema that clients were told last; empty before the first start. */
    Optional<DataSchema> schema() {
        return schemaDocument.value().map(DataSchemaForm::fromTree);
    }

    UnitOfWork setSchema(UnitOfWork unit, DataSchema schema) {
        return unit.set(schemaDocument, DataSchemaForm.toTree(schema)).delete(announcedDocument);
    }

    /** Whether clients may have been told another schema than {@link #schema}. */
    boolean isAnotherSchemaAnnounced() {
        return announcedDocument.value().isPresent();
    }

    /** Notes that clients are about to be told the schema: only {@link #setSchema} knows that they were. */
    UnitOfWork announce(UnitOfWork unit, DataSchema schema) {
        return unit.set(announcedDocument, DataSchemaForm.toTree(schema));
    }

    /** The state as it stands in {@code _hermes-server}. */
    @SuppressWarnings("unchecked")
    ServerState state() {
        return stateDocument
                .value()
                .map(tree -> ServerState.fromTree((Map<String, Object>) tree))
                .orElse(ServerState.INITIAL);
    }

    UnitOfWork setState(UnitOfWork unit, ServerState state) {
        return unit.set(stateDocument, state.toTree());
    }

    /** When the last successful cycle began; empty if there was none. */
    Optional<LocalDateTime> lastUpdate() {
        return Optional.ofNullable(state().lastUpdate());
    }
}

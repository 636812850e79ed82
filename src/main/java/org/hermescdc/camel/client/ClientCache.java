package org.hermescdc.camel.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hermescdc.camel.observe.Sizes;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.core.errorqueue.ErrorQueue;
import org.hermescdc.core.errorqueue.ForeignKeys;
import org.hermescdc.core.event.DataSchemaForm;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.translate.Datamodel;
import org.hermescdc.store.Document;
import org.hermescdc.store.FileKind;
import org.hermescdc.store.Store;

/**
 * What a client keeps (spec/05): its position on the bus, the schema, the collections of all types, the error queue. Read
 * freely, changed by an {@link Update} only.
 */
final class ClientCache {

    private final Store store;
    private final ClientConfig config;
    private final ClientState state;
    private final Document schemaDocument;
    private final KeptConfig kept;
    private Datamodel datamodel;
    private boolean behind;
    private DataSchema schema;
    private Collections collections;
    private QueueTable queue;
    private boolean unsaved;
    private long mostUnsaved;

    ClientCache(Store store, ClientConfig config) {
        this.store = store;
        this.config = config;
        this.mostUnsaved = config.hermes().cache().mostUnsaved();
        this.state = new ClientState(store, "hermes-client-" + config.name());
        this.schemaDocument = store.document("_dataschema", FileKind.DATA);
        this.kept = new KeptConfig(store, config);
        this.datamodel = kept.datamodel();
        this.behind = (kept.exists() || state.position().isKnown()) && !kept.isCurrent();
        open(schemaDocument.value().map(DataSchemaForm::fromTree).orElse(DataSchema.EMPTY));
    }

    ClientState state() {
        return state;
    }

    DataSchema schema() {
        return schema;
    }

    /** The datamodel that the collections are built with. */
    Datamodel datamodel() {
        return datamodel;
    }

    /** The datamodel of the configuration. */
    Datamodel wantedDatamodel() {
        return config.datamodel();
    }

    /** Whether the collections are still to be brought to the datamodel of the configuration. */
    boolean isBehind() {
        return behind;
    }

    /** Those of the configuration, and those whose objects may have to be removed yet. */
    Set<String> localTypes() {
        Set<String> types = new TreeSet<>(config.datamodel().types().keySet());
        types.addAll(datamodel.types().keySet());
        return types;
    }

    KeptConfig kept() {
        return kept;
    }

    Collections collections() {
        return collections;
    }

    ErrorQueue queue() {
        return queue.queue();
    }

    QueueTable queueTable() {
        return queue;
    }

    /** Takes the schema over, with all that the update does for it: its collections are there when this returns. */
    void takeOver(Update update, DataSchema newSchema) {
        update.unit().set(schemaDocument, DataSchemaForm.toTree(newSchema));
        if (!behind) {
            kept.keep(update);
        }
        reopen(update, newSchema, datamodel);
    }

    /** Goes over to the datamodel of the configuration, with all that the update does for it. */
    void goOver(Update update) {
        kept.goOver(update);
        reopen(update, schema, config.datamodel());
    }

    /** All objects are as the datamodel of the configuration says. */
    void arrive(Update update) {
        kept.keep(update);
        update.afterwards(() -> behind = false);
    }

    private void reopen(Update update, DataSchema newSchema, Datamodel newDatamodel) {
        state.leftKeys(update, left(newSchema, newDatamodel));
        record(update);
        unsaved = true;
        Collections before = collections;
        datamodel = newDatamodel;
        open(newSchema);
        collections.inherit(before);
        Update tables = new Update();
        queue.settle(tables);
        collections.settle(tables, hasTrashbin());
        apply(tables);
    }

    /** The key attributes of local types that have files, but no remote type in {@code newSchema}. */
    private Map<String, List<String>> left(DataSchema newSchema, Datamodel newDatamodel) {
        Map<String, List<String>> keys = new TreeMap<>();
        Map<String, List<String>> known = state.leftKeys();
        newDatamodel.types().forEach((name, type) -> {
            Optional<List<String>> key = Optional.ofNullable(datamodel.types().get(name))
                    .filter(old -> old.remoteType().equals(type.remoteType()))
                    .flatMap(old -> schema.type(old.remoteType()))
                    .map(DataSchema.DataType::primaryKey)
                    .or(() -> Optional.ofNullable(known.get(name)));
            if (newSchema.type(type.remoteType()).isEmpty()) {
                key.ifPresent(attributes -> keys.put(name, attributes));
            }
        });
        return keys;
    }

    boolean hasTrashbin() {
        return !config.trashbinRetention().isZero();
    }

    /** Records the update: it is there after any death of the process, and in what is read from now on. */
    void apply(Update update) {
        store.apply(update.unit());
        update.finish();
        unsaved = true;
    }

    /** Takes the update, which counts from now on; it is recorded with the next one, or by {@link #record()}. */
    void note(Update update) {
        store.note(update.unit());
        update.finish();
        unsaved = true;
    }

    /** Records what was noted: to be called wherever the next update may be long in coming. */
    void record() {
        store.record();
    }

    /** Records the update in the files at once, beside the flow's own saves. */
    void record(Update update) {
        store.save(update.unit());
        update.finish();
    }

    /** Keeps the configuration as the one that the cache was built with, unless its datamodel is still to be gone over to. */
    void keepConfig(Update update) {
        if (kept.exists() && !behind) {
            kept.keep(update);
        }
    }

    /** Whether something was applied since the last save, even if it changed nothing. */
    boolean isUnsaved() {
        return unsaved;
    }

    /**
     * Saves in the middle of a large batch, so that what is recorded and not saved stays small beside the cache. Each time
     * more is let pass: a save writes whole files, and all of them together are to cost no more than the batch itself.
     * To be called between two messages.
     */
    void saveIfLarge() {
        if (store.unsavedBytes() > mostUnsaved && state.inFlight().isEmpty()) {
            mostUnsaved += store.unsavedBytes();
            store.save();
        }
    }

    /** Brings all files up to date. */
    void save() {
        Update tables = new Update();
        queue.settle(tables);
        collections.settle(tables, hasTrashbin());
        store.apply(tables.unit());
        store.save();
        unsaved = false;
    }

    /** The attributes of an event, local or remote, without secrets, as in its JSON form. */
    Map<String, Object> shown(ObjectEvent event) {
        Set<String> secrets = datamodel()
                .type(event.type())
                .map(type -> datamodel().secrets(type, schema))
                .orElseGet(() -> schema.type(event.type())
                        .map(type -> Set.copyOf(type.secrets()))
                        .orElse(Set.of()));
        if (event instanceof Event.Added added) {
            return added.attributes().without(secrets).toMap();
        }
        if (!(event instanceof Event.Modified modified)) {
            return Map.of();
        }
        Map<String, Object> removed = new TreeMap<>();
        modified.delta().removed().forEach(name -> removed.put(name, null));
        return Map.of(
                "added", modified.delta().added().without(secrets).toMap(),
                "modified", modified.delta().modified().without(secrets).toMap(),
                "removed", removed);
    }

    /** How many local objects and queued events there are. */
    Sizes sizes() {
        Map<String, Integer> entries = new TreeMap<>();
        Map<String, Integer> trashed = new TreeMap<>();
        for (String type : datamodel.types().keySet()) {
            Twins twins = collections.local(type);
            if (twins != null) {
                entries.put(type, twins.plain().kept().table().size());
                trashed.put(type, twins.plain().trashed().table().size());
            }
        }
        return new Sizes(entries, trashed, Optional.of(queue().entries().size()));
    }

    void close() {
        store.close();
    }

    private void open(DataSchema newSchema) {
        schema = newSchema;
        collections = new Collections(store, schema, datamodel, state.leftKeys());
        queue = new QueueTable(
                store,
                new ErrorQueue(
                        localType -> datamodel.types().get(localType).remoteType(),
                        new ForeignKeys(schema),
                        config.foreignKeysPolicy()),
                datamodel.types()::containsKey);
    }
}

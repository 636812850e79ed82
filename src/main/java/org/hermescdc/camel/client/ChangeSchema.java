package org.hermescdc.camel.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.errorqueue.ForeignKeys;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.migration.Rekeying;
import org.hermescdc.core.migration.SchemaChange;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyOrder;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.translate.LocalType;
import org.hermescdc.core.translate.ReservedNames;
import org.hermescdc.core.trashbin.Presence;
import org.hermescdc.ops.RunControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps with which a data schema of the server is taken over (spec/04, "Data schema change"). First the local objects
 * that have no place in it leave the target, one unit each; then the collections, the error queue and the place on the bus
 * follow in one unit. A start after a death reads the same message again, and goes on with the objects that are left.
 */
public final class ChangeSchema {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeSchema.class);

    private final ClientCache cache;
    private final Retirees retirees;
    private Received.Schema received;
    private SchemaChange change;

    ChangeSchema(ClientCache cache, RunControl control) {
        this.cache = cache;
        this.retirees = new Retirees(control);
    }

    /** @throws HermesException if the datamodel does not fit it: the client makes no progress until that is mended */
    public void begin(Received.Schema schema) {
        received = schema;
        new ForeignKeys(schema.schema()).problem(cache.datamodel()).ifPresent(problem -> {
            throw new HermesException("the data schema of message "
                    + schema.message().offset() + " does not fit the client's datamodel: " + problem);
        });
        change = SchemaChange.between(cache.schema(), schema.schema());
        retirees.clear();
        Update update = new Update();
        change.removedTypes().forEach(type -> cache.datamodel().madeFrom(type).forEach(local -> retire(update, local)));
        change.newPrimaryKeys().forEach((type, primaryKey) -> NewKeys.find(cache, type, primaryKey)
                .without()
                .forEach(key -> cache.datamodel().madeFrom(type).forEach(local -> retireWithoutKey(local, key))));
        returnedWithOtherKey()
                .forEach(local ->
                        cache.collections().local(local.name()).keys().forEach(key -> retireWithoutKey(local, key)));
        cache.apply(update);
    }

    public boolean hasNext() {
        return retirees.hasNext();
    }

    public LocalChange next() {
        return retirees.next();
    }

    /** Whether no object that has no place is left: else a stop came between. */
    public boolean isRetired() {
        return retirees.isDone();
    }

    /** The schema is that of the message, and all caches are as it says. */
    public void takeOver() {
        change.newPrimaryKeys().forEach(this::forgetWithoutKey);
        Update update = new Update();
        change.removedTypes().forEach(type -> drop(update, type));
        for (LocalType local : returnedWithOtherKey()) {
            List<String> key = ReservedNames.keyAttributes(
                    received.schema().types().get(local.remoteType()).primaryKey());
            cache.collections().local(local.name()).tables().forEach(table -> {
                update.unit().clear(table.table());
                update.unit().rekey(table.table(), key);
            });
        }
        cache.schema().types().keySet().stream()
                .filter(received.schema().types()::containsKey)
                .forEach(type -> adapt(update, type));
        cache.state().past(update, received.message().next());
        try {
            cache.takeOver(update, received.schema());
        } catch (IllegalArgumentException e) {
            throw new HermesException(
                    "the data schema of message " + received.message().offset() + " cannot be taken over: "
                            + e.getMessage() + "; nothing was changed",
                    e);
        }
        LOG.info("data schema taken over: types {}", received.schema().types().keySet());
    }

    /** What is queued is dropped, but for a removal for good that an earlier run of this change has queued. */
    private void retire(Update update, LocalType local) {
        Twins twins = cache.collections().local(local.name());
        Set<Key> queued = new TreeSet<>(KeyOrder.TOTAL);
        for (QueuedEvent entry : entriesOf(local)) {
            Key key = entry.localObject().key();
            if (entry.remote() == null
                    && entry.local() instanceof Event.Removed
                    && twins.complete().find(key).isNowhere()) {
                queued.add(key);
            } else {
                LOG.info("error queue: entry {} of {} dropped", entry.number(), entry.localObject());
                cache.queueTable().remove(update, entry.number());
            }
        }
        List<Key> keys = new ArrayList<>(twins.plain().trashedKeys());
        keys.addAll(twins.plain().keys());
        keys.removeIf(queued::contains);
        keys.forEach(key -> retirees.add(Retirement.LEFT_SCHEMA, local, key));
    }

    private List<QueuedEvent> entriesOf(LocalType local) {
        return cache.queue().entries().stream()
                .filter(entry -> entry.localType().equals(local.name()))
                .toList();
    }

    private void retireWithoutKey(LocalType local, Key key) {
        if (!cache.collections().local(local.name()).plain().find(key).isNowhere()) {
            retirees.add(Retirement.WITHOUT_KEY, local, key);
        }
    }

    /** Local types that have objects of an earlier schema, whose remote type comes back with another key. */
    private List<LocalType> returnedWithOtherKey() {
        Map<String, List<String>> left = cache.state().leftKeys();
        return cache.datamodel().types().values().stream()
                .filter(local -> left.containsKey(local.name()))
                .filter(local -> received.schema()
                        .type(local.remoteType())
                        .filter(type -> !type.primaryKey().equals(left.get(local.name())))
                        .isPresent())
                .toList();
    }

    /** Objects that left the target, or never were there, and have no new key. */
    private void forgetWithoutKey(String type, List<String> primaryKey) {
        Update update = new Update();
        for (Key key : NewKeys.find(cache, type, primaryKey).without()) {
            cache.collections().remote(type).sides().forEach(side -> side.set(update, key, Presence.NOWHERE));
            cache.datamodel()
                    .madeFrom(type)
                    .forEach(local ->
                            cache.collections().local(local.name()).complete().set(update, key, Presence.NOWHERE));
            cache.queue().entriesOf(new ObjectId(type, key)).forEach(entry -> cache.queueTable()
                    .remove(update, entry.number()));
        }
        cache.apply(update);
    }

    /** The remote objects go; of the local ones those stay that could not be removed yet. */
    private void drop(Update update, String type) {
        cache.collections().remote(type).drop(update);
        for (LocalType local : cache.datamodel().madeFrom(type)) {
            Collection complete = cache.collections().local(local.name()).complete();
            update.unit().clear(complete.kept().table());
            update.unit().clear(complete.trashed().table());
        }
    }

    /** Secrets leave the files, objects get their new keys. */
    private void adapt(Update update, String type) {
        Map<Twins, Set<String>> newSecrets = new LinkedHashMap<>();
        Twins remote = cache.collections().remote(type);
        newSecrets.put(remote, change.newSecrets().getOrDefault(type, Set.of()));
        cache.datamodel()
                .madeFrom(type)
                .forEach(local -> newSecrets.put(cache.collections().local(local.name()), newSecrets(local)));
        newSecrets.values().stream()
                .filter(names -> !names.isEmpty())
                .forEach(names -> LOG.info("{} became secret: purged from the cache", names));
        List<String> primaryKey = change.newPrimaryKeys().get(type);
        if (primaryKey == null) {
            newSecrets.forEach((twins, names) -> twins.tables().forEach(table -> table.hide(update, names)));
            return;
        }
        LOG.info("the primary key of {} is now {}: the cache is keyed anew", type, primaryKey);
        Rekeying rekeying = NewKeys.find(cache, type, primaryKey).rekeying();
        newSecrets.forEach((twins, names) -> twins.tables()
                .forEach(table ->
                        table.rekey(update, twins == remote ? rekeying.ofRemote() : rekeying.ofLocal(), names)));
        cache.queue().entries().stream()
                .filter(entry -> cache.queue().objectOf(entry).type().equals(type))
                .forEach(entry -> cache.queueTable().put(update, rekeying.queued(entry)));
    }

    private Set<String> newSecrets(LocalType local) {
        DataSchema after = received.schema();
        Set<String> names = new TreeSet<>(cache.datamodel().secrets(local, after));
        names.removeAll(cache.datamodel().secrets(local, cache.schema()));
        return names;
    }
}

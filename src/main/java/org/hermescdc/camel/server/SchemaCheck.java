package org.hermescdc.camel.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hermescdc.camel.FatalException;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.diff.Batches;
import org.hermescdc.core.diff.Batches.Batch;
import org.hermescdc.core.diff.TypeDiff;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.migration.SchemaChange;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.store.Table;
import org.hermescdc.store.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step 2 of the server's life: compares the data schema of the configuration with the one that clients were told last,
 * and makes the cache follow (spec/02, "Data schema and its changes").
 */
public final class SchemaCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaCheck.class);

    private final ServerCache cache;
    private final int batchSize;

    SchemaCheck(ServerCache cache, int batchSize) {
        this.cache = cache;
        this.batchSize = batchSize;
    }

    /**
     * What the check found.
     *
     * @param before the schema that clients were told last; empty at the very first start
     * @param isAnotherAnnounced whether clients may have been told yet another one since
     */
    public record Found(DataSchema before, DataSchema after, SchemaChange change, boolean isAnotherAnnounced) {
        /** Whether clients have to be told of the new schema. */
        public boolean isTold() {
            return !before.types().isEmpty() && change.tells() || isAnotherAnnounced;
        }
    }

    public Found compare() {
        Optional<DataSchema> before = cache.schema();
        DataSchema after = ServerType.schema(cache.types());
        before.ifPresent(schema -> schema.types().forEach((name, type) -> cache.table(name, type.primaryKey())));
        return new Found(
                before.orElse(DataSchema.EMPTY),
                after,
                SchemaChange.between(before.orElse(DataSchema.EMPTY), after),
                cache.isAnotherSchemaAnnounced());
    }

    /**
     * Purges attributes that became secret, and gives entries their new primary keys, all at once.
     *
     * @throws HermesException if an entry lacks an attribute of its new key, or a client may have one otherwise than the
     *     cache: nothing was changed
     */
    public void rekey(Found found) {
        found.change().newPrimaryKeys().keySet().forEach(this::requireCertain);
        UnitOfWork unit = new UnitOfWork();
        found.change().newSecrets().forEach((type, secrets) -> {
            Table<Key, Entry> table = cache.table(type);
            table.keys().forEach(key -> unit.put(table, key, table.get(key).without(secrets)));
            unit.forgetBackups(table);
            cache.doubts().purge(unit, type, secrets);
            LOG.info("{} became secret in {}: purged from the cache", secrets, type);
        });
        found.change().newPrimaryKeys().forEach((type, primaryKey) -> {
            unit.rekey(cache.table(type), primaryKey);
            LOG.info("the primary key of {} is now {}: the cache is keyed anew", type, primaryKey);
        });
        try {
            cache.store().save(unit);
        } catch (IllegalArgumentException e) {
            throw new FatalException(
                    "the primary key cannot be changed, nothing was changed: " + e.getMessage()
                            + "; add the attribute to the datamodel first, let one cycle pass, then make it the key",
                    e);
        }
    }

    /** Clients give their objects new keys from what they have: that must be what the cache has. */
    private void requireCertain(String type) {
        int doubtful = cache.doubts().of(type).size();
        if (doubtful > 0) {
            throw new FatalException(
                    "the primary key of " + type + " cannot be changed, nothing was changed: of " + doubtful
                            + " of its entries it is not known whether the last events are on the bus; start with the"
                            + " former primary key, let one cycle pass, then change it",
                    null);
        }
    }

    /** The removals of all entries of the types that are gone, in batches. */
    public List<Batch> removals(Found found) {
        List<TypeDiff> diffs = new ArrayList<>();
        for (String type : found.change().removedTypes()) {
            diffs.add(
                    0,
                    TypeDiff.between(
                            type,
                            cache.state(type),
                            List.of(),
                            (key, a, b) -> null,
                            cache.doubts().of(type)));
        }
        return Batches.of(diffs, type -> batchSize);
    }

    /** The event that tells clients of the new schema; that it is about to be sent is written down. */
    public List<Event> announcement(Found found) {
        cache.store().apply(cache.announce(new UnitOfWork(), found.after()));
        return List.of(new Event.SchemaChanged(found.after()));
    }

    /** Takes the new schema into the cache, and deletes the files of types that are gone. */
    public void remember(Found found) {
        UnitOfWork unit = cache.setSchema(new UnitOfWork(), found.after());
        found.change().removedTypes().forEach(type -> {
            unit.drop(cache.table(type));
            cache.doubts().end(unit, type);
        });
        cache.store().save(unit);
    }
}

package org.hermescdc.camel.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.errorqueue.ErrorQueue;
import org.hermescdc.core.errorqueue.ForeignKeys;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.migration.DatamodelChange;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyOrder;
import org.hermescdc.core.translate.LocalType;
import org.hermescdc.ops.RunControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a change of the client's datamodel, but for the conversion of objects ({@link Convert}). First the objects of
 * local types that are gone leave the target, with the old datamodel; then the collections go over to the new one, in one
 * unit; then the objects of the types that stay are converted.
 *
 * <p>A start after a death begins anew, and the cache tells what is left: objects that left are not there, objects that were
 * converted do not differ. {@code _hermesconfig} says from the first step to the last that a change is under way, so that no
 * other configuration of that start is taken for the one that the objects have.
 */
public final class ChangeDatamodel {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeDatamodel.class);

    private final ClientCache cache;
    private final Settlement settlement;
    private final Safeguard safeguard;
    private final Retirees retirees;
    private DatamodelChange change;

    ChangeDatamodel(ClientCache cache, Safeguard safeguard, RunControl control) {
        this.cache = cache;
        this.settlement = new Settlement(cache);
        this.safeguard = safeguard;
        this.retirees = new Retirees(control);
    }

    /**
     * @throws HermesException if the new datamodel does not fit the data schema, or would remove more objects than the
     *     limits allow: nothing is changed
     */
    public void begin() {
        new ForeignKeys(cache.schema()).problem(cache.wantedDatamodel()).ifPresent(problem -> {
            throw new HermesException("the client's datamodel changed, and does not fit the data schema: " + problem
                    + "; nothing is changed, the client waits for a datamodel that does");
        });
        change = DatamodelChange.between(cache.datamodel(), cache.wantedDatamodel(), cache.schema());
        safeguard.check(Safeguard.Cause.DATAMODEL, removals()).ifPresent(held -> {
            throw new HermesException(held);
        });
        LOG.info(
                "the datamodel changed: local types {} go, {} stay or come",
                change.gone().stream().map(LocalType::name).toList(),
                cache.wantedDatamodel().types().keySet());
        retirees.clear();
        for (LocalType type : change.gone()) {
            keysOf(type).forEach(key -> retirees.add(Retirement.LEFT_DATAMODEL, type, key));
        }
        Update update = new Update();
        cache.kept().begin(update);
        cache.apply(update);
    }

    /** All objects of types that are gone; of types that move, those that the new remote type has not. */
    private Map<String, List<Key>> removals() {
        Map<String, List<Key>> removals = new LinkedHashMap<>();
        change.gone().forEach(type -> removals.put(type.name(), keysOf(type)));
        change.moved().forEach((type, remoteType) -> {
            Collection there = cache.collections().remote(remoteType).complete();
            List<Key> keys = new ArrayList<>(keysOf(cache.datamodel().types().get(type)));
            keys.removeIf(key -> !there.find(key).isNowhere());
            removals.put(type, keys);
        });
        return removals;
    }

    /** What the target has of a type, by key. */
    private List<Key> keysOf(LocalType type) {
        Twins twins = cache.collections().local(type.name());
        if (twins == null) {
            return List.of();
        }
        Set<Key> keys = new HashSet<>(twins.plain().keys());
        keys.addAll(twins.plain().trashedKeys());
        return KeyOrder.sorted(keys);
    }

    public boolean hasNext() {
        return retirees.hasNext();
    }

    public LocalChange next() {
        return retirees.next();
    }

    /** Whether no object of a type that is gone is left: else a stop came between. */
    public boolean isRetired() {
        return retirees.isDone();
    }

    /** From here on everything is as the new datamodel says, but for the objects that are to be converted. */
    public void goOver() {
        Update update = new Update();
        for (LocalType type : change.gone()) {
            Twins twins = cache.collections().local(type.name());
            if (twins != null) {
                twins.drop(update);
            }
        }
        adaptQueue(update);
        cache.goOver(update);
    }

    /** The configuration is the one that the caches are built with. */
    public void finish() {
        Update update = new Update();
        settlement.settleAll(update);
        cache.arrive(update);
        cache.state().landed(update);
        cache.apply(update);
    }

    /**
     * Entries of types that are gone are dropped. Those of types that are made from another remote type become events of the
     * client's own; what could not be made is left to the conversion.
     */
    private void adaptQueue(Update update) {
        ErrorQueue queue = cache.queue();
        Set<String> gone = new HashSet<>();
        change.gone().forEach(type -> gone.add(type.name()));
        for (QueuedEvent entry : queue.entries()) {
            boolean moved = change.moved().containsKey(entry.localType());
            if (!moved && !gone.contains(entry.localType())) {
                continue;
            }
            if (moved && entry.local() != null) {
                cache.queueTable()
                        .put(
                                update,
                                new QueuedEvent(
                                        entry.number(), null, entry.local(), entry.localType(), entry.message()));
            } else {
                LOG.info("error queue: entry {} of {} dropped", entry.number(), entry.localObject());
                cache.queueTable().remove(update, entry.number());
            }
        }
    }
}

package org.hermescdc.camel.client;

import java.util.HashMap;
import java.util.Map;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.errorqueue.ForeignKeys;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.migration.DatamodelChange;
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
        safeguard
                .check(Safeguard.Cause.DATAMODEL, LeavingObjects.of(cache, change))
                .ifPresent(held -> {
                    throw new HermesException(held);
                });
        LOG.info(
                "the datamodel changed: local types {} go, {} stay or come",
                change.gone().stream().map(LocalType::name).toList(),
                cache.wantedDatamodel().types().keySet());
        retirees.clear();
        for (LocalType type : change.gone()) {
            LeavingObjects.keysOf(cache, type).forEach(key -> retirees.add(Retirement.LEFT_DATAMODEL, type, key));
        }
        Update update = new Update();
        cache.kept().begin(update);
        cache.apply(update);
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

    /** Entries that do not stay are dropped. */
    private void adaptQueue(Update update) {
        Map<Long, QueuedEvent> stay = new HashMap<>();
        change.adapted(cache.queue().entries()).forEach(entry -> stay.put(entry.number(), entry));
        for (QueuedEvent entry : cache.queue().entries()) {
            QueuedEvent adapted = stay.get(entry.number());
            if (adapted == null) {
                LOG.info("error queue: entry {} of {} dropped", entry.number(), entry.localObject());
                cache.queueTable().remove(update, entry.number());
            } else if (adapted != entry) {
                cache.queueTable().put(update, adapted);
            }
        }
    }
}

package org.hermescdc.camel.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hermescdc.camel.server.Publish.Published;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.config.ServerConfig.Operation;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.constraint.Variables;
import org.hermescdc.core.diff.Change;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.translate.RowMapping;
import org.hermescdc.store.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps 5.1.1.3 and 6.1 of a cycle: what follows once the bus has acknowledged. {@code commit_one} of every source, then
 * the cache takes the entry; {@code commit_all} after the last event (spec/02, "Diff and emit").
 */
public final class Commit {

    private static final Logger LOG = LoggerFactory.getLogger(Commit.class);

    private final ServerCache cache;
    private final Operations operations;

    Commit(ServerCache cache, Operations operations) {
        this.cache = cache;
        this.operations = operations;
    }

    /**
     * Commits the acknowledged changes of a batch, records them, and saves the cache after the last batch of a kind.
     *
     * @throws HermesException if a {@code commit_one} fails: its entry is not recorded and its event is sent again in the
     *     next cycle; or with the failure of the batch, once what was acknowledged is recorded
     */
    public void commit(Published published) {
        for (Change change : published.acknowledged()) {
            commitOne(change);
        }
        UnitOfWork unit = new UnitOfWork();
        published.acknowledged().forEach(change -> cache.take(unit, change));
        cache.doubts().settle(unit, published.acknowledged(), published.refused());
        cache.store().apply(unit);
        published.acknowledged().forEach(cache::rememberSecrets);
        if (published.failure() != null) {
            throw published.failure();
        }
        if (published.batch().lastOfKind()) {
            cache.store().save();
        }
    }

    /** Fills the cache in the first, silent cycle: nothing was sent, and nothing is committed. */
    public void adopt(Cycle cycle) {
        UnitOfWork unit = new UnitOfWork();
        cycle.getBatches().forEach(batch -> batch.changes().forEach(change -> cache.take(unit, change)));
        cache.store().save(unit);
        cycle.getBatches().forEach(batch -> batch.changes().forEach(cache::rememberSecrets));
        LOG.info("first cycle: the cache is filled, nothing is sent; clients get their data by an initsync");
    }

    /** Runs {@code commit_all} of every source that has one, types in declaration order. */
    public void commitAll(Cycle cycle) {
        for (TypeCycle type : cycle.getTypes()) {
            for (ServerConfig.Source source : type.type().sources()) {
                if (source.commitAll().isPresent()) {
                    Map<String, Supplier<Object>> variables = new HashMap<>();
                    variables.put("CACHED_VALUES", () -> Variables.entries(cache.entries(type.getName())));
                    variables.put("FETCHED_VALUES", () -> Variables.entries(type.entries()));
                    run(type.getName(), source, "commit_all", source.commitAll().get(), variables);
                }
            }
        }
    }

    private void commitOne(Change change) {
        ServerType type = cache.type(change.type());
        List<ServerConfig.Source> sources = type == null ? List.of() : type.sources();
        for (ServerConfig.Source source : sources) {
            if (source.commitOne().isPresent()) {
                try {
                    run(change.type(), source, "commit_one", source.commitOne().get(), itemVariables(change));
                } catch (HermesException e) {
                    throw new HermesException(
                            "commit_one of " + change.type() + "[" + change.key()
                                    + "] failed, its event will be sent again: " + e.getMessage(),
                            e);
                }
            }
        }
    }

    private void run(
            String type,
            ServerConfig.Source source,
            String name,
            Operation operation,
            Map<String, Supplier<Object>> variables) {
        operations.run(type + "." + source.name() + "." + name, source, operation, variables, row -> {});
    }

    private static Map<String, Supplier<Object>> itemVariables(Change change) {
        Entry before = Entry.EMPTY;
        Entry after;
        if (change instanceof Change.Added added) {
            after = added.fetched();
        } else if (change instanceof Change.Modified modified) {
            before = modified.cached();
            after = modified.fetched();
        } else {
            before = ((Change.Removed) change).cached();
            after = before;
        }
        Map<String, Object> cached = before.toMap();
        Map<String, Object> fetched = after.toMap();
        return Map.of(RowMapping.ITEM_CACHED_VALUES, () -> cached, "ITEM_FETCHED_VALUES", () -> fetched);
    }
}

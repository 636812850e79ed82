package org.hermescdc.camel.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.diff.Batches;
import org.hermescdc.core.diff.Doubt;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.diff.TypeDiff;
import org.hermescdc.core.model.Key;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Step 4 of a cycle: compares what was fetched with the cache, and puts the changes in order (spec/02). */
public final class Diff {

    private static final Logger LOG = LoggerFactory.getLogger(Diff.class);

    private final ServerCache cache;
    private final int batchSize;

    /** @param batchSize how many events are sent and recorded together */
    Diff(ServerCache cache, int batchSize) {
        this.cache = cache;
        this.batchSize = batchSize;
    }

    public void diff(Cycle cycle) {
        List<TypeDiff> diffs = new ArrayList<>();
        for (TypeCycle type : cycle.getTypes()) {
            TypeDiff diff = diff(type);
            LOG.info(
                    "{}: {} entries; {} added, {} modified, {} removed",
                    type.getName(),
                    type.entries().size(),
                    diff.added().size(),
                    diff.modified().size(),
                    diff.removed().size());
            diffs.add(diff);
        }
        cycle.setDiffs(diffs);
        cycle.setBatches(Batches.of(diffs, this::batchSize));
    }

    private TypeDiff diff(TypeCycle type) {
        Map<Key, Doubt> doubts = cache.doubts().of(type.getName());
        doubts.keySet().removeIf(type::isReplaced);
        if (!doubts.isEmpty()) {
            LOG.info(
                    "{}: of {} entries it is not known whether the last events are on the bus; they are looked at as both",
                    type.getName(),
                    doubts.size());
        }
        return TypeDiff.between(
                type.getName(),
                cache.state(type.getName()),
                type.entries(),
                (key, before, after) -> type.isReplaced(key)
                        ? EntryDelta.EMPTY
                        : cache.difference(type.type(), key, before, doubts.get(key), after),
                doubts);
    }

    /** An entry with a commit_one is sent alone: its commit may fail, and then nothing behind it may have been sent. */
    private int batchSize(String type) {
        boolean commitsOne = cache.type(type).sources().stream()
                .anyMatch(source -> source.commitOne().isPresent());
        return commitsOne ? 1 : batchSize;
    }
}

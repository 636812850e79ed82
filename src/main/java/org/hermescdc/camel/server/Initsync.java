package org.hermescdc.camel.server;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.Key;

/** The full state for new clients: every cached entry, between an init-start and an init-stop (spec/02, "initsync"). */
public final class Initsync {

    private final ServerCache cache;
    private final int batchSize;

    Initsync(ServerCache cache, int batchSize) {
        this.cache = cache;
        this.batchSize = batchSize;
    }

    /**
     * Returns the events of the sequence in batches, made as they are asked for. The cache must not change meanwhile. The
     * init-stop is a batch of its own: of a batch that fails, a bus may have any part, and a sequence must not look complete
     * while entries of it are missing.
     *
     * @throws RefusedException before the first complete cycle
     */
    public Iterator<List<Event>> sequence() {
        if (cache.lastUpdate().isEmpty()) {
            throw new RefusedException(
                    "no initsync yet: the cache is empty until the first cycle has succeeded;" + " ask again after it");
        }
        Iterator<Event> events = Stream.concat(
                        Stream.<Event>of(new Event.InitStart(ServerType.schema(cache.types()))),
                        cache.types().stream().flatMap(this::added))
                .iterator();
        return new Iterator<>() {
            private boolean ended;

            @Override
            public boolean hasNext() {
                return !ended;
            }

            @Override
            public List<Event> next() {
                if (ended) {
                    throw new NoSuchElementException();
                }
                if (!events.hasNext()) {
                    ended = true;
                    return List.of(new Event.InitStop());
                }
                List<Event> batch = new ArrayList<>(batchSize);
                while (events.hasNext() && batch.size() < batchSize) {
                    batch.add(events.next());
                }
                return batch;
            }
        };
    }

    private Stream<Event> added(ServerType type) {
        return cache.table(type.name()).keys().stream().map(key -> added(type, key));
    }

    private Event added(ServerType type, Key key) {
        return new Event.Added(
                Event.Category.INITSYNC, type.name(), key, type.sentInClear(cache.cached(type.name(), key)));
    }
}

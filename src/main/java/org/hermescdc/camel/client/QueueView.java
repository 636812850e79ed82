package org.hermescdc.camel.client;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hermescdc.camel.Fingerprint;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Values;
import org.hermescdc.ops.QueueEntry;
import org.hermescdc.ops.QueueReport;

/** The error queue as operators see it; it changes nothing. */
final class QueueView {

    private final ClientCache cache;
    private final QueueErrors errors;

    QueueView(ClientCache cache) {
        this.cache = cache;
        this.errors = new QueueErrors(cache);
    }

    /** @param limit of the entries that are listed */
    QueueReport list(int limit) {
        Map<String, Integer> counts = new TreeMap<>();
        int behind = 0;
        for (QueuedEvent entry : cache.queue().entries()) {
            if (!cache.queue().isRetryable(entry)) {
                behind++;
            } else if (entry.message() != null) {
                counts.merge(entry.message(), 1, Integer::sum);
            }
        }
        Map<String, Integer> messages = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(count -> messages.put(count.getKey(), count.getValue()));
        if (behind > 0) {
            messages.put("waiting for another entry", behind);
        }
        List<QueueEntry> entries = cache.queue().entries().stream()
                .limit(limit)
                .map(entry -> entry(entry, null, null, null))
                .toList();
        return new QueueReport(cache.queue().size(), cache.queue().objects(), messages, entries);
    }

    /** @throws HermesException if there is no such entry */
    QueueEntry show(long number) {
        QueuedEvent entry = find(number);
        Map<String, Object> local = tree(entry.local());
        Map<String, Object> remote = tree(entry.remote());
        Stream<Object> parts = Stream.of(entry.number(), entry.localType(), local == null ? Map.of() : local)
                .map(Object.class::cast);
        String id = Fingerprint.of(
                Stream.concat(parts, Stream.ofNullable(remote)).map(part -> ValueJson.text(Values.normalize(part))));
        return entry(entry, id, local, remote);
    }

    /** @throws HermesException if there is no such entry */
    QueuedEvent find(long number) {
        return cache.queue().entry(number).orElseThrow(() -> new HermesException(unknown(number)));
    }

    /** The sentence for a number that the queue does not have. */
    String unknown(long number) {
        List<Long> numbers = cache.queue().numbers();
        return "the error queue has no entry " + number
                + (numbers.isEmpty()
                        ? ": it is empty"
                        : "; it has " + numbers.size() + ", from " + numbers.get(0) + " to "
                                + numbers.get(numbers.size() - 1));
    }

    /** What people call the object of an entry. */
    String text(QueuedEvent entry) {
        return errors.text(entry);
    }

    static String kind(ObjectEvent event) {
        return event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private QueueEntry entry(QueuedEvent entry, String id, Map<String, Object> local, Map<String, Object> remote) {
        ObjectEvent event = entry.local() == null ? entry.remote() : entry.local();
        return new QueueEntry(
                entry.number(),
                kind(event),
                entry.localType(),
                event.key().value(),
                text(entry),
                entry.message(),
                cache.queue().inFrontOf(entry).orElse(null),
                entry.progress().step(),
                entry.progress().partiallyProcessed(),
                id,
                local,
                remote);
    }

    private Map<String, Object> tree(ObjectEvent event) {
        if (event == null) {
            return null;
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("event", kind(event));
        tree.put("type", event.type());
        tree.put("key", event.key().value());
        tree.put("attributes", new TreeMap<>(cache.shown(event)));
        return tree;
    }
}

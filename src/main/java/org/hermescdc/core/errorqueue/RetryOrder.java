package org.hermescdc.core.errorqueue;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The order in which a queue is retried (spec/04, "Error queue"): by number, the first entry of each object only, no
 * parent before its children. Between two calls of {@link #next} the entry given last must have been retried, and taken
 * out of the queue if that succeeded: this frees the next one of its object, and lets those that waited for a child have
 * another pass. Each entry is given once; entries added meanwhile are left for the next retry.
 */
public final class RetryOrder implements Iterator<QueuedEvent> {

    private final ErrorQueue queue;
    private final Set<Long> waiting;
    private Iterator<Long> pass;
    private long given;
    private boolean progress;
    private QueuedEvent next;

    public RetryOrder(ErrorQueue queue) {
        this(queue, number -> true);
    }

    /** @param wanted the numbers that are to be retried; the others stay as they are, and still hold up what is behind them */
    public RetryOrder(ErrorQueue queue, Predicate<Long> wanted) {
        this.queue = queue;
        this.waiting = queue.numbers().stream().filter(wanted).collect(Collectors.toCollection(LinkedHashSet::new));
        this.pass = waiting.iterator();
    }

    @Override
    public boolean hasNext() {
        boolean dropped = next != null && queue.entry(next.number()).isEmpty();
        if (next == null || dropped) {
            next = find();
        }
        return next != null;
    }

    @Override
    public QueuedEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        QueuedEvent entry = next;
        next = null;
        given = entry.number();
        return entry;
    }

    private QueuedEvent find() {
        if (given != 0 && queue.entry(given).isEmpty()) {
            progress = true;
        }
        given = 0;
        while (true) {
            while (pass.hasNext()) {
                Optional<QueuedEvent> entry = queue.entry(pass.next());
                if (entry.isEmpty()) {
                    pass.remove();
                } else if (queue.isRetryable(entry.get())) {
                    pass.remove();
                    return entry.get();
                }
            }
            if (!progress) {
                return null;
            }
            progress = false;
            pass = waiting.iterator();
        }
    }
}

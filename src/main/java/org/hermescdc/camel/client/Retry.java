package org.hermescdc.camel.client;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.errorqueue.RetryOrder;
import org.hermescdc.ops.RunControl;

/** The steps of a retry that choose the queued event to be tried next. Between two a pause holds, and a stop ends it. */
public final class Retry {

    private static final Predicate<Long> ALL = number -> true;

    private final ClientCache cache;
    private final Remainders remainders;
    private final RunControl control;
    private final Set<Long> tried = new HashSet<>();
    private Predicate<Long> wanted = ALL;
    private boolean ordered;
    private RetryOrder order;

    Retry(ClientCache cache, Remainders remainders, RunControl control) {
        this.cache = cache;
        this.remainders = remainders;
        this.control = control;
    }

    /**
     * Has an operator's retry done, which nothing but a stop or a pause ends early.
     *
     * @param numbers of the entries that are tried, as far as none that is not has to go first
     * @param retry goes through the steps
     * @return the numbers of those that were tried
     */
    Set<Long> ordered(Predicate<Long> numbers, Runnable retry) {
        wanted = numbers;
        ordered = true;
        tried.clear();
        try {
            retry.run();
            return Set.copyOf(tried);
        } finally {
            wanted = ALL;
            ordered = false;
        }
    }

    /** Begins with the whole queue, or with what an operator wants. */
    public void begin() {
        if (!ordered) {
            remainders.queueDue();
        }
        order = new RetryOrder(cache.queue(), wanted);
    }

    /** Whether there is one more to be tried; to be asked once the outcome of the last one is recorded. */
    public boolean hasNext() {
        return mayGoOn() && order.hasNext();
    }

    public QueuedEvent next() {
        QueuedEvent entry = order.next();
        tried.add(entry.number());
        return entry;
    }

    private boolean mayGoOn() {
        return ordered ? control.pausedSince().isEmpty() && control.proceed() : control.goOn();
    }
}

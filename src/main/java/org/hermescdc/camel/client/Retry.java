package org.hermescdc.camel.client;

import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.errorqueue.RetryOrder;
import org.hermescdc.ops.RunControl;

/** The steps of a retry that choose the queued event to be tried next. Between two a pause holds, and a stop ends it. */
public final class Retry {

    private final ClientCache cache;
    private final Remainders remainders;
    private final RunControl control;
    private RetryOrder order;

    Retry(ClientCache cache, Remainders remainders, RunControl control) {
        this.cache = cache;
        this.remainders = remainders;
        this.control = control;
    }

    /** Begins with the whole queue. */
    public void begin() {
        remainders.queueDue();
        order = new RetryOrder(cache.queue());
    }

    /** Whether there is one more to be tried; to be asked once the outcome of the last one is recorded. */
    public boolean hasNext() {
        return control.proceed() && order.hasNext();
    }

    public QueuedEvent next() {
        return order.next();
    }
}

package org.hermescdc.camel.client;

import org.hermescdc.core.HermesException;
import org.hermescdc.ops.QueueEntry;
import org.hermescdc.ops.QueueReport;

/** What operators may ask of the error queue. Used by the client's own thread, between two events. */
public final class ErrorDesk {

    private final QueueView view;

    ErrorDesk(ClientCache cache) {
        this.view = new QueueView(cache);
    }

    /** @param limit of the entries that are listed */
    public QueueReport list(int limit) {
        return view.list(limit);
    }

    /** @throws HermesException if there is no such entry */
    public QueueEntry show(long number) {
        return view.show(number);
    }
}

package org.hermescdc.plugin.bus.rabbitmq;

import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** One connection to the broker: made at its first use, and again when it was lost. Safe for use by several threads. */
final class Link implements AutoCloseable {

    private static final int CLOSE_LIMIT = 2_000;

    private final Broker broker;
    private Connection connection;

    Link(Broker broker) {
        this.broker = broker;
    }

    synchronized Connection connection() throws IOException, TimeoutException {
        if (connection == null || !connection.isOpen()) {
            connection = broker.connect();
        }
        return connection;
    }

    /** Lets go of the connection; the next use makes another one. */
    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.abort(CLOSE_LIMIT);
            connection = null;
        }
    }
}

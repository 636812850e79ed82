package org.hermescdc.plugin.bus.camel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.RouteAware;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.hermescdc.spi.BusInbox;
import org.hermescdc.spi.IncomingMessage;

/**
 * Reads the bus from what the inbox wants, with a consumer of the endpoint that is made for that offset. It is watched: one
 * that fails, skips, or delivers nothing though there is something, is stopped; the client is told, and the next one begins
 * at what is wanted then.
 */
final class OffsetConsumer extends DefaultConsumer {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final OffsetComponent bus;
    private final BusInbox inbox;
    private final Thread thread = new Thread(this::run, "camel-bus-reader");

    OffsetConsumer(Endpoint endpoint, Processor processor, OffsetComponent bus, BusInbox inbox) {
        super(endpoint, processor);
        this.bus = bus;
        this.inbox = inbox;
        thread.setDaemon(true);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        thread.start();
    }

    @Override
    protected void doStop() throws Exception {
        thread.interrupt();
        thread.join(STOP_LIMIT.toMillis());
        super.doStop();
    }

    /** Hands one message to the route; a failure in there is told to the inbox by the route. */
    void pass(IncomingMessage message) throws Exception {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(message);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private void run() {
        while (isRunAllowed()) {
            try {
                readFrom(inbox.next());
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void readFrom(long wanted) throws InterruptedException {
        try {
            bus.require(wanted);
            Reading reading = new Reading(bus, inbox, this::pass, wanted);
            Consumer consumer = bus.reader().endpoint(wanted).createConsumer(reading);
            if (consumer instanceof RouteAware aware) {
                aware.setRoute(getRoute());
            }
            try {
                ServiceHelper.startService(consumer);
                reading.watch();
            } finally {
                reading.end();
                // else the consumer could not take its time to stop
                Thread.interrupted();
                ServiceHelper.stopAndShutdownService(consumer);
            }
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception e) {
            if (isRunAllowed()) {
                inbox.fail(bus.failure(e));
            }
        }
    }
}

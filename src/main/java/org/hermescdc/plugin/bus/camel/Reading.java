package org.hermescdc.plugin.bus.camel;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.hermescdc.plugin.bus.camel.OffsetReader.Place;
import org.hermescdc.spi.BusConsumer.Bounds;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusInbox;
import org.hermescdc.spi.IncomingMessage;

/** What one consumer of the endpoint delivers: in order, without a gap, until something else comes or nothing more does. */
final class Reading implements Processor {

    private static final Duration CHECK = Duration.ofSeconds(1);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    private final OffsetComponent bus;
    private final BusInbox inbox;
    private final Taker taker;
    private final ReentrantLock lock = new ReentrantLock();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile long next;

    /** Takes a message further. */
    interface Taker {
        void take(IncomingMessage message) throws Exception;
    }

    Reading(OffsetComponent bus, BusInbox inbox, Taker taker, long wanted) {
        this.bus = bus;
        this.inbox = inbox;
        this.taker = taker;
        this.next = wanted;
    }

    @Override
    public void process(Exchange exchange) {
        lock.lock();
        try {
            if (!ended.isDone()) {
                take(exchange);
            }
        } catch (Exception e) {
            ended.completeExceptionally(e);
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing from now on. */
    void end() {
        ended.complete(null);
    }

    /**
     * Returns when the client or a step of the route took something else than what came.
     *
     * @throws Exception if the bus, its endpoint or what it delivers is at fault
     */
    void watch() throws Exception {
        long seen = next;
        long since = System.nanoTime();
        while (!hasEnded()) {
            long wanted = next;
            if (lock.isLocked() || wanted != seen) {
                // it was just delivered, or is while the client has enough
                seen = wanted;
                since = System.nanoTime();
                continue;
            }
            Bounds bounds = bus.bounds();
            if (wanted < bounds.first() || wanted > bounds.end()) {
                bus.require(next);
            }
            if (wanted >= bounds.end()) {
                since = System.nanoTime();
            } else if (System.nanoTime() - since > LONGEST_SILENCE.toNanos()) {
                throw new BusException(bus + " has messages up to " + (bounds.end() - 1)
                        + ", but its endpoint delivers none from " + wanted + " on; it is read again from there");
            }
        }
    }

    private boolean hasEnded() throws Exception {
        try {
            ended.get(CHECK.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception reason ? reason : e;
        }
    }

    private void take(Exchange exchange) throws Exception {
        Place place = bus.reader().place(exchange.getMessage());
        long wanted = next;
        if (place.offset() < wanted) {
            return;
        }
        if (place.offset() > wanted) {
            bus.require(wanted);
            throw new BusException(bus + " gave the message " + place.offset() + " where " + wanted
                    + " must come next; it is read again from there");
        }
        taker.take(IncomingMessage.of(
                wanted, wanted, place.timestamp(), exchange.getMessage().getBody(byte[].class)));
        if (inbox.next() == wanted + 1) {
            next = wanted + 1;
        } else {
            end();
        }
    }
}

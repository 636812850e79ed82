package org.hermescdc.camel.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.hermescdc.ops.RunControl;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusMessage;
import org.hermescdc.spi.OffsetLostException;

/**
 * The bus as the client reads it: the step {@code read} of the routes. Between two messages a pause holds, and a stop ends
 * the batch.
 */
public final class Inbox {

    /** How long a message that the bus has may take to come; later, the bus has none where it told of one. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<BusConsumer> bus;
    private final ClientCache cache;
    private final RunControl control;
    private final Deque<BusMessage> ahead = new ArrayDeque<>();
    private long wanted = -1;
    private String lost;
    private volatile Reading reading;

    Inbox(Supplier<BusConsumer> bus, ClientCache cache, RunControl control) {
        this.bus = bus;
        this.cache = cache;
        this.control = control;
        this.reading = new Reading(cache.state().position(), null);
    }

    /**
     * The messages from the client's place to the end that the bus has now; to its init-stop, while the client is not
     * initialised; only the one that a run that died had begun, while the datamodel has to be changed.
     */
    public Iterator<BusMessage> read() {
        Position position = cache.state().position();
        if (!position.isInitialised()) {
            return messages(position.next(), position.initStop() + 1, position);
        }
        long end = cache.isBehind() ? position.next() + 1 : bus.get().bounds().end();
        return messages(position.next(), end, position);
    }

    /** What the bus has now. */
    BusConsumer.Bounds bounds() {
        return bus.get().bounds();
    }

    /** All messages from {@code first} on, before {@code end}; fewer where a stop is requested. */
    Iterator<BusMessage> between(long first, long end) {
        return messages(first, end, Position.NONE);
    }

    /** How far the client has read; may be asked by any thread. */
    Reading reading() {
        return reading;
    }

    /** Waits for a message behind the client's place, up to {@code timeout}; tells whether one is there. */
    boolean await(Duration timeout) {
        seek(cache.state().position().next());
        if (ahead.isEmpty()) {
            try {
                ahead.addAll(bus.get().poll(timeout));
                lost = null;
            } catch (OffsetLostException e) {
                lost = e.getMessage();
                throw e;
            }
        }
        return !ahead.isEmpty();
    }

    /** That the bus ends before the client's place, as the last wait has found; to read, there seems to be nothing. */
    Optional<String> lost() {
        return Optional.ofNullable(lost);
    }

    private Iterator<BusMessage> messages(long first, long end, Position position) {
        seek(first);
        return new Iterator<>() {
            private boolean failed;

            /** After a failure there are no more: Camel looks again when it lets go of a batch, and logs what it meets. */
            @Override
            public boolean hasNext() {
                if (failed) {
                    return false;
                }
                failed = true;
                boolean there = isThere();
                failed = false;
                return there;
            }

            private boolean isThere() {
                reading = new Reading(position.isKnown() ? position.past(wanted) : position, end);
                if (wanted >= end || ahead.isEmpty() || control.pausedSince().isPresent()) {
                    cache.record();
                }
                return wanted < end && control.goOn() && fill();
            }

            @Override
            public BusMessage next() {
                // a stop that is requested just now does not take back what hasNext has told
                if (ahead.isEmpty() && !hasNext()) {
                    throw new NoSuchElementException();
                }
                cache.saveIfLarge();
                BusMessage message = ahead.remove();
                wanted = message.next();
                return message;
            }
        };
    }

    private boolean fill() {
        if (ahead.isEmpty()) {
            ahead.addAll(bus.get().poll(PATIENCE));
        }
        return !ahead.isEmpty();
    }

    /** What was read ahead is kept when it is just what is wanted. */
    private void seek(long offset) {
        if (wanted != offset) {
            ahead.clear();
            bus.get().seek(offset);
            wanted = offset;
        }
    }
}

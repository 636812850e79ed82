package org.hermescdc.camel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.ExchangeException;
import org.hermescdc.core.event.EventFormatException;
import org.hermescdc.core.event.EventJson;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusInbox;
import org.hermescdc.spi.BusMessage;
import org.hermescdc.spi.IncomingMessage;

/**
 * Between the route that reads the bus and the client: holds what was read ahead, in order and without a gap. A route
 * asks it for the {@link #next} offset when it starts, hands messages over one after the other, and waits in {@link
 * #deliver} while it is full. Safe for use by the route's threads and one client thread.
 */
public final class Inbox implements BusInbox {

    private static final int CAPACITY = 4000;
    private static final int MOST_AT_ONCE = 1000;

    /** In characters; a message that is larger has the room for itself. */
    private static final long LARGEST = 16L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<BusMessage> messages = new ArrayList<>();

    /** The length of each message, as it was read. */
    private List<Integer> lengths = new ArrayList<>();

    private long length;
    private RuntimeException failure;
    private long next;
    private boolean open;

    @Override
    public long next() {
        lock.lock();
        try {
            return next;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void deliver(Iterator<IncomingMessage> incoming) {
        while (incoming.hasNext()) {
            IncomingMessage message = incoming.next();
            BusMessage decoded = decode(message);
            if (!add(message, decoded)) {
                return;
            }
        }
    }

    @Override
    public void fail(@ExchangeException RuntimeException reason) {
        lock.lock();
        try {
            failure = reason;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing from now on, and lets nobody wait. */
    void close() {
        lock.lock();
        try {
            open = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Empty from now on, and ready for the message at {@code offset}. */
    void open(long offset) {
        lock.lock();
        try {
            messages = new ArrayList<>();
            lengths = new ArrayList<>();
            length = 0;
            failure = null;
            next = offset;
            open = true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns what is there, waiting up to {@code timeout} for the first message; throws what {@link #fail} was told. */
    List<BusMessage> take(Duration timeout) {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (messages.isEmpty() && failure == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            return messages.isEmpty() ? nothing() : some();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private List<BusMessage> nothing() {
        if (failure == null) {
            return List.of();
        }
        RuntimeException told = failure;
        failure = null;
        throw told;
    }

    private List<BusMessage> some() {
        int count = Math.min(MOST_AT_ONCE, messages.size());
        List<BusMessage> head = messages.subList(0, count);
        List<BusMessage> taken = List.copyOf(head);
        head.clear();
        List<Integer> taking = lengths.subList(0, count);
        length -= taking.stream().mapToLong(Integer::longValue).sum();
        taking.clear();
        changed.signalAll();
        return taken;
    }

    private boolean isFull(int more) {
        return messages.size() >= CAPACITY || !messages.isEmpty() && length + more > LARGEST;
    }

    private boolean add(IncomingMessage incoming, BusMessage message) {
        long from = incoming.from();
        int more = incoming.text() == null ? 0 : incoming.text().length();
        lock.lock();
        try {
            while (open && isFull(more)) {
                changed.await();
            }
            if (!open) {
                return false;
            }
            if (from != next) {
                throw new BusException("the bus gave the messages from " + from + " where those from " + next
                        + " must come next: none is skipped, the reader begins again there");
            }
            messages.add(message);
            lengths.add(more);
            length += more;
            next = message.next();
            changed.signalAll();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private static BusMessage decode(IncomingMessage message) {
        long offset = message.offset();
        if (message.text() == null) {
            return new BusMessage(offset, offset + 1, message.timestamp(), null, "it is not UTF-8 text");
        }
        try {
            return new BusMessage(offset, offset + 1, message.timestamp(), EventJson.read(message.text()), null);
        } catch (EventFormatException e) {
            return new BusMessage(offset, offset + 1, message.timestamp(), null, e.getMessage());
        }
    }
}

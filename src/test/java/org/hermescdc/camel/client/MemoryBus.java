package org.hermescdc.camel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hermescdc.core.event.Event;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusMessage;
import org.hermescdc.spi.OffsetLostException;

/** A bus in memory: offsets from 1, without a gap. */
final class MemoryBus implements BusConsumer {

    private final List<BusMessage> messages = new ArrayList<>();
    private long first = 1;
    private long next;
    private boolean down;
    private Runnable polled = () -> {};
    private Runnable asked = () -> {};

    void put(Instant timestamp, Event... events) {
        for (Event event : events) {
            long offset = messages.size() + 1;
            messages.add(new BusMessage(offset, offset + 1, timestamp, event, null));
        }
    }

    /** Drops all messages before {@code offset}, as a retention does. */
    void drop(long offset) {
        first = offset;
    }

    /** Is another bus from now on, without messages. */
    void clear() {
        messages.clear();
        first = 1;
    }

    /** From now on this happens at each read. */
    void whenPolled(Runnable does) {
        polled = does;
    }

    /** From now on this happens whenever somebody asks what there is. */
    void whenAsked(Runnable does) {
        asked = does;
    }

    void setDown(boolean isDown) {
        down = isDown;
    }

    @Override
    public Bounds bounds() {
        asked.run();
        if (down) {
            throw new BusException("the bus is down", null);
        }
        return new Bounds(first, messages.size() + 1);
    }

    @Override
    public void seek(long offset) {
        next = offset;
    }

    @Override
    public List<BusMessage> poll(Duration timeout) {
        polled.run();
        if (next < first || next > messages.size() + 1) {
            throw new OffsetLostException("the bus", next, bounds());
        }
        List<BusMessage> page = messages.subList((int) next - 1, Math.min(messages.size(), (int) next + 1));
        next += page.size();
        return List.copyOf(page);
    }

    @Override
    public void close() {}
}

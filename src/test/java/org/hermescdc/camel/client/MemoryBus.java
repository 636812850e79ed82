package org.hermescdc.camel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hermescdc.core.event.Event;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusMessage;

/** A bus in memory: offsets from 1, without a gap. */
final class MemoryBus implements BusConsumer {

    private final List<BusMessage> messages = new ArrayList<>();
    private long next;
    private boolean down;

    void put(Instant timestamp, Event... events) {
        for (Event event : events) {
            long offset = messages.size() + 1;
            messages.add(new BusMessage(offset, offset + 1, timestamp, event, null));
        }
    }

    void setDown(boolean isDown) {
        down = isDown;
    }

    @Override
    public Bounds bounds() {
        if (down) {
            throw new BusException("the bus is down", null);
        }
        return new Bounds(1, messages.size() + 1);
    }

    @Override
    public void seek(long offset) {
        next = offset;
    }

    @Override
    public List<BusMessage> poll(Duration timeout) {
        List<BusMessage> page = messages.subList((int) next - 1, Math.min(messages.size(), (int) next + 1));
        next += page.size();
        return List.copyOf(page);
    }

    @Override
    public void close() {}
}

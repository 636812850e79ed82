package org.hermescdc.crash;

import java.util.List;
import java.util.function.Consumer;
import org.hermescdc.core.event.Event;
import org.hermescdc.spi.BusProducer;

/** A bus that says where it is with each batch, of which it takes the first half by itself. */
record WatchedBus(BusProducer bus, Consumer<Step> told) implements BusProducer {

    @Override
    public void publish(List<Event> events) {
        told.accept(Step.BEFORE_SEND);
        int half = events.size() / 2;
        bus.publish(events.subList(0, half));
        if (half > 0) {
            told.accept(Step.AMID_SEND);
        }
        bus.publish(events.subList(half, events.size()));
        told.accept(Step.AFTER_ACKNOWLEDGEMENT);
    }

    @Override
    public void close() {
        bus.close();
    }
}

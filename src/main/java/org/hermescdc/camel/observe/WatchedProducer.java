package org.hermescdc.camel.observe;

import java.util.List;
import org.hermescdc.core.event.Event;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusProducer;

/** A bus producer that tells what the bus acknowledged, and whether it answers. */
public final class WatchedProducer implements BusProducer {

    private final BusProducer bus;
    private final Watch watch;

    public WatchedProducer(BusProducer bus, Watch watch) {
        this.bus = bus;
        this.watch = watch;
    }

    @Override
    public void publish(List<Event> events) {
        try {
            watch.contacts().run(Health.BUS, () -> bus.publish(events));
            watch.events(events);
        } catch (BusException e) {
            watch.events(events.subList(0, Math.min(events.size(), e.acknowledged())));
            throw e;
        }
    }

    @Override
    public void close() {
        bus.close();
    }
}

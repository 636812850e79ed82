package org.hermescdc.camel.observe;

import java.time.Duration;
import java.util.List;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusMessage;

/** A bus consumer that tells whether the bus answers. */
public final class WatchedConsumer implements BusConsumer {

    private final BusConsumer bus;
    private final Contacts contacts;

    public WatchedConsumer(BusConsumer bus, Contacts contacts) {
        this.bus = bus;
        this.contacts = contacts;
    }

    @Override
    public Bounds bounds() {
        return contacts.get(Health.BUS, bus::bounds);
    }

    @Override
    public void seek(long offset) {
        bus.seek(offset);
    }

    @Override
    public List<BusMessage> poll(Duration timeout) {
        return contacts.get(Health.BUS, () -> bus.poll(timeout));
    }

    @Override
    public void close() {
        bus.close();
    }
}

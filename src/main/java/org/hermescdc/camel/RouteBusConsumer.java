package org.hermescdc.camel;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusFactory.ConsumerRoute;
import org.hermescdc.spi.BusInbox;
import org.hermescdc.spi.BusMessage;

/** A bus consumer that runs as a route, which fills an {@link Inbox}: started at the first poll after a seek. */
final class RouteBusConsumer implements BusConsumer {

    private static final String NAME = "bus-in";

    private final ConsumerRoute bus;
    private final Inbox inbox = new Inbox();
    private final TemplateRoute route;
    private boolean sought;
    private boolean running;

    /** @throws org.hermescdc.core.HermesException if the route template cannot be found */
    RouteBusConsumer(CamelContext context, Function<BusInbox, ConsumerRoute> opening) {
        bus = opening.apply(inbox);
        Map<String, Object> beans = new HashMap<>(bus.beans());
        beans.put("inbox", inbox);
        route = TemplateRoute.add(context, bus.template(), NAME, Map.of("name", NAME), beans);
    }

    @Override
    public Bounds bounds() {
        return bus.bounds().get();
    }

    @Override
    public void seek(long offset) {
        inbox.close();
        route.stop();
        running = false;
        inbox.open(offset);
        sought = true;
    }

    @Override
    public List<BusMessage> poll(Duration timeout) {
        if (!sought) {
            throw new IllegalStateException("seek must tell where to begin before the first poll");
        }
        if (!running) {
            route.start();
            running = true;
        }
        return inbox.take(timeout);
    }

    @Override
    public void close() {
        inbox.close();
        route.close();
    }
}

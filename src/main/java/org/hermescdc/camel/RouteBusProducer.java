package org.hermescdc.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.EventJson;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusFactory.ProducerRoutes;
import org.hermescdc.spi.BusProducer;
import org.hermescdc.spi.OutgoingMessage;

/** A bus producer that runs as a route: one exchange for a batch of messages. */
final class RouteBusProducer implements BusProducer {

    private static final String NAME = "bus-out";

    /** From here on the JSON of events is written by all processors. */
    private static final int MANY = 100;

    private final List<TemplateRoute> routes = new ArrayList<>();
    private final ProducerTemplate template;

    /** @throws org.hermescdc.core.HermesException if a route template cannot be found */
    RouteBusProducer(CamelContext context, ProducerRoutes bus) {
        Map<String, String> name = Map.of("name", NAME);
        routes.add(TemplateRoute.add(context, bus.template(), NAME, name, bus.beans()));
        for (String upkeep : bus.upkeep()) {
            routes.add(TemplateRoute.add(context, upkeep, NAME + "-" + upkeep, name, bus.beans()));
        }
        template = context.createProducerTemplate();
    }

    @Override
    public void publish(List<Event> events) {
        Stream<Event> some = events.size() < MANY ? events.stream() : events.parallelStream();
        List<OutgoingMessage> messages = some.map(RouteBusProducer::message).toList();
        Exception failure = template.send(
                        "direct:" + NAME, exchange -> exchange.getMessage().setBody(messages))
                .getException();
        if (failure instanceof BusException known) {
            throw known;
        }
        if (failure != null) {
            throw new BusException("bus: " + Failures.tell(failure), failure);
        }
    }

    private static OutgoingMessage message(Event event) {
        String category = event.category().text();
        String kind = EventJson.typeOf(event);
        String json = EventJson.write(event);
        if (event instanceof Event.ObjectEvent about) {
            String subject = new ObjectId(about.type(), about.key()).toString();
            return new OutgoingMessage(category, about.type(), kind, subject, json);
        }
        return new OutgoingMessage(category, null, kind, kind, json);
    }

    @Override
    public void close() {
        template.stop();
        for (int i = routes.size() - 1; i >= 0; i--) {
            routes.get(i).close();
        }
    }
}

package org.hermescdc.plugin.bus.rabbitmq;

import java.time.Clock;
import org.apache.camel.component.springrabbit.SpringRabbitMQComponent;
import org.hermescdc.spi.BusConsumer.Bounds;
import org.hermescdc.spi.BusInbox;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/** Camel's component for RabbitMQ, bound to one stream, which its endpoint reads from the offset that the inbox tells. */
final class Streams extends SpringRabbitMQComponent {

    private final Extent extent;

    Streams(Broker broker, BusInbox inbox) {
        extent = new Extent(broker);
        Incoming incoming = new Incoming(Clock.systemUTC());
        setConnectionFactory(new CachingConnectionFactory(broker.address()));
        setMessageConverter(incoming);
        setMessagePropertiesConverter(incoming);
        setListenerContainerFactory(
                endpoint -> new StreamListener(endpoint.getConnectionFactory(), broker, extent, inbox, incoming));
    }

    Bounds bounds() {
        return extent.bounds();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        extent.close();
    }
}

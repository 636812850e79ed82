package org.hermescdc.plugin.bus.rabbitmq;

import java.time.Clock;
import org.apache.camel.component.springrabbit.SpringRabbitMQComponent;
import org.apache.camel.component.springrabbit.SpringRabbitMQEndpoint;
import org.hermescdc.spi.BusConsumer.Bounds;
import org.hermescdc.spi.BusInbox;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;

/**
 * Camel's component for RabbitMQ, bound to one stream. Its endpoint reads the stream from the offset that the bean named
 * by {@code arg.consumer.x-stream-offset}, a {@link BusInbox}, tells.
 */
final class Streams extends SpringRabbitMQComponent {

    private final Broker broker;
    private final Extent extent;

    Streams(Broker broker) {
        this.broker = broker;
        this.extent = new Extent(broker);
        Incoming incoming = new Incoming(Clock.systemUTC());
        setConnectionFactory(new CachingConnectionFactory(broker.address()));
        setMessageConverter(incoming);
        setMessagePropertiesConverter(incoming);
        setListenerContainerFactory(endpoint -> listener(endpoint, incoming));
    }

    Bounds bounds() {
        return extent.bounds();
    }

    private AbstractMessageListenerContainer listener(SpringRabbitMQEndpoint endpoint, Incoming incoming) {
        Object name = endpoint.getConsumerArgs().get(Incoming.OFFSET);
        BusInbox inbox =
                endpoint.getCamelContext().getRegistry().lookupByNameAndType(String.valueOf(name), BusInbox.class);
        return new StreamListener(endpoint.getConnectionFactory(), broker, extent, inbox, incoming);
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        extent.close();
    }
}

package org.hermescdc.plugin.bus.rabbitmq;

import com.rabbitmq.client.AMQP;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.camel.Exchange;
import org.apache.camel.component.springrabbit.MessagePropertiesConverter;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.hermescdc.spi.IncomingMessage;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.support.converter.MessageConverter;

/**
 * What becomes of a message on its way from the broker through Camel: its offset, its time and its bytes. All else that
 * stands in it is left behind, since whoever wrote it could steer Camel and Spring by it: headers that begin with Camel,
 * a reply address, a content type that asks for another form.
 */
final class Incoming implements MessageConverter, MessagePropertiesConverter {

    static final String OFFSET = "x-stream-offset";

    private static final String FROM = "from";

    /** The name that RabbitMQ itself uses where it dates messages. */
    static final String MILLISECONDS = "timestamp_in_ms";

    private final InstantSource clock;

    /** @param clock dates messages that carry no time: they are not older than that */
    Incoming(InstantSource clock) {
        this.clock = clock;
    }

    /** The place of a message on the stream; none if it does not come from a stream. */
    static OptionalLong offset(AMQP.BasicProperties properties) {
        return properties.getHeaders() != null && properties.getHeaders().get(OFFSET) instanceof Long offset
                ? OptionalLong.of(offset)
                : OptionalLong.empty();
    }

    /** @param from the offset that was asked for, of which there is no message if it is not that of this one */
    Message message(long from, long offset, AMQP.BasicProperties properties, byte[] body) {
        MessageProperties kept = new MessageProperties();
        kept.setHeader(FROM, from);
        kept.setHeader(OFFSET, offset);
        kept.setHeader(MILLISECONDS, time(properties).toEpochMilli());
        return new Message(body, kept);
    }

    private Instant time(AMQP.BasicProperties properties) {
        if (properties.getHeaders().get(MILLISECONDS) instanceof Long milliseconds) {
            return Instant.ofEpochMilli(milliseconds);
        }
        Date time = properties.getTimestamp();
        return time == null ? clock.instant() : time.toInstant();
    }

    @Override
    public IncomingMessage fromMessage(Message message) {
        long from = message.getMessageProperties().getHeader(FROM);
        long offset = message.getMessageProperties().getHeader(OFFSET);
        long milliseconds = message.getMessageProperties().getHeader(MILLISECONDS);
        return IncomingMessage.of(from, offset, Instant.ofEpochMilli(milliseconds), message.getBody());
    }

    @Override
    public Map<String, Object> fromMessageProperties(MessageProperties properties, Exchange exchange) {
        return Map.of();
    }

    @Override
    public Message toMessage(Object body, MessageProperties properties) {
        throw new UnsupportedOperationException("a reader sends nothing");
    }

    @Override
    public MessageProperties toMessageProperties(Exchange exchange) {
        throw new UnsupportedOperationException("a reader sends nothing");
    }

    @Override
    public void setHeaderFilterStrategy(HeaderFilterStrategy strategy) {
        // No header passes, whatever the strategy.
    }
}

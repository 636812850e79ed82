package org.hermescdc.plugin.bus.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.OutgoingMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts messages on the stream, which it makes if it is missing. A message counts as sent when the broker has confirmed it
 * and has not given it back. Safe for use by several threads.
 */
public final class StreamWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamWriter.class);

    /** How many messages wait for the broker's confirmation: enough to keep it busy, few enough not to fill the line. */
    private static final int WINDOW = 256;

    private final Broker broker;
    private final Retention retention;
    private final Clock clock;
    private final Link link;
    private Channel channel;
    private volatile String blocked;
    private boolean compared;

    StreamWriter(Broker broker, Retention retention, Clock clock) {
        this.broker = broker;
        this.retention = retention;
        this.clock = clock;
        this.link = new Link(broker);
    }

    /**
     * Puts messages on the stream, in order, and waits until they are there.
     *
     * @throws BusException if not all of them are known to be there
     */
    public synchronized void append(List<OutgoingMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        Confirms confirms = null;
        try {
            Channel open = open();
            confirms = new Confirms(open.getNextPublishSeqNo(), messages.size(), () -> blocked);
            confirms.listenTo(open);
            for (OutgoingMessage message : messages) {
                confirms.awaitRoom(WINDOW);
                open.basicPublish("", broker.stream(), true, properties(message), bytes(message));
                confirms.sent();
            }
            confirms.awaitAll();
            confirms.leave(open);
        } catch (IOException | TimeoutException | ShutdownSignalException | BusException e) {
            close();
            int acknowledged = confirms == null ? 0 : confirms.acknowledged();
            int sent = confirms == null ? 0 : confirms.begun();
            throw new BusException(
                    broker + " acknowledged " + acknowledged + " of " + messages.size() + " messages, not "
                            + messages.get(acknowledged).subject() + ": " + Broker.tell(e),
                    acknowledged,
                    sent,
                    e);
        }
    }

    @Override
    public synchronized void close() {
        channel = null;
        link.close();
    }

    private Channel open() throws IOException, TimeoutException {
        if (channel != null && channel.isOpen()) {
            return channel;
        }
        Connection connection = link.connection();
        blocked = null;
        connection.addBlockedListener(reason -> blocked = reason, () -> blocked = null);
        declare(connection);
        channel = connection.createChannel();
        channel.confirmSelect();
        return channel;
    }

    /** Makes the stream if it is not there; one that is there stays as it is. */
    private void declare(Connection connection) throws IOException {
        if (!broker.hasStream(connection)) {
            make(connection, retention.arguments());
            LOG.info("{} made", broker);
        } else if (!compared) {
            objection(connection, Retention.NONE.arguments())
                    .filter(reason -> reason.contains("'x-queue-type'"))
                    .ifPresent(reason -> {
                        throw new BusException("it is a queue of another kind than a stream: " + reason);
                    });
            objection(connection, retention.arguments())
                    .ifPresent(reason -> LOG.warn(
                            "{} is there already, and stays as it is, though not as it is configured: {}",
                            broker,
                            reason));
        }
        compared = true;
    }

    /** What speaks against the queue that is there, if it were to have these arguments. */
    private Optional<String> objection(Connection connection, Map<String, Object> arguments) throws IOException {
        try {
            make(connection, arguments);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Broker.refusal(e)
                    .filter(reason -> reason.startsWith("PRECONDITION_FAILED"))
                    .orElseThrow(() -> e));
        }
    }

    private void make(Connection connection, Map<String, Object> arguments) throws IOException {
        Channel declaring = connection.createChannel();
        try {
            declaring.queueDeclare(broker.stream(), true, false, false, arguments);
        } finally {
            Broker.abort(declaring);
        }
    }

    private static byte[] bytes(OutgoingMessage message) {
        return message.json().getBytes(StandardCharsets.UTF_8);
    }

    private AMQP.BasicProperties properties(OutgoingMessage message) {
        Instant now = clock.instant();
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("hermes-evcategory", message.key());
        if (message.type() != null) {
            headers.put("hermes-objtype", message.type());
        }
        headers.put("hermes-eventtype", message.kind());
        headers.put(Incoming.MILLISECONDS, now.toEpochMilli());
        return MessageProperties.MINIMAL_PERSISTENT_BASIC
                .builder()
                .contentType("application/json")
                .contentEncoding("UTF-8")
                .timestamp(Date.from(now))
                .headers(headers)
                .build();
    }
}

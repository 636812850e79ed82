package org.hermescdc.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.util.List;
import java.util.Map;

/** Persistent mandatory messages to a stream, confirmed. */
final class BareRabbitmq implements BareProducer {

    private static final long LIMIT = 60_000;

    private final Connection connection;
    private final Channel channel;
    private final String stream;
    private long confirmed;

    BareRabbitmq(int port, String stream) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        connection = factory.newConnection();
        channel = connection.createChannel();
        channel.confirmSelect();
        channel.queueDeclare(stream, true, false, false, Map.of("x-queue-type", "stream"));
        this.stream = stream;
    }

    @Override
    public void send(List<String> batch) throws Exception {
        for (String message : batch) {
            channel.basicPublish("", stream, true, MessageProperties.PERSISTENT_BASIC, message.getBytes(UTF_8));
        }
        channel.waitForConfirmsOrDie(LIMIT);
        confirmed += batch.size();
    }

    /** What the broker confirmed: its own count of a stream lags behind. */
    @Override
    public long count() {
        return confirmed;
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }
}

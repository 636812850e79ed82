package org.hermescdc.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DeliverCallback;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the messages of a stream by reading them: the broker's own count includes the offsets that it takes for itself when a
 * segment begins.
 */
final class StreamCount {

    private static final int PREFETCH = 2000;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final int port;
    private final String stream;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong next = new AtomicLong();

    StreamCount(int port, String stream) {
        this.port = port;
        this.stream = stream;
    }

    /** All messages so far; waits until there are {@code expected}, and then whether more come. */
    long count(long expected) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            channel.basicQos(PREFETCH);
            DeliverCallback read = (tag, message) -> {
                long offset = (Long) message.getProperties().getHeaders().get("x-stream-offset");
                // a stream gives whole chunks: what is before the wanted offset was read before
                if (offset >= next.get()) {
                    next.set(offset + 1);
                    count.incrementAndGet();
                }
                channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
            };
            channel.basicConsume(stream, false, Map.of("x-stream-offset", next.get()), read, tag -> {});
            long end = System.nanoTime() + LIMIT.toNanos();
            while (System.nanoTime() < end && count.get() < expected) {
                Thread.sleep(PAUSE.toMillis());
            }
            Thread.sleep(PAUSE.toMillis());
            return count.get();
        }
    }
}

package org.hermescdc.plugin.bus.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hermescdc.spi.BusConsumer.Bounds;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusInbox;
import org.hermescdc.spi.OffsetLostException;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;

/**
 * Reads a stream for Camel, one message after the other, from the offset that the inbox wants. Spring's own containers
 * cannot: they reject a message that failed, to which a stream answers by closing the connection; and a broker that has
 * dropped the wanted offset, or has not reached it, says nothing. So the bounds of the stream are looked at before each
 * subscription and where the offsets jump, and a failure ends the subscription. The next one begins at what is wanted
 * then: nothing is skipped, whatever fails.
 */
final class StreamListener extends AbstractMessageListenerContainer {

    private static final int CREDIT = 200;
    private static final int MESSAGES_PER_ACKNOWLEDGEMENT = 50;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int TRIES_OF_A_NEW_STREAM = 10;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Broker broker;
    private final Extent extent;
    private final BusInbox inbox;
    private final Incoming incoming;
    private final Link link;
    private final Thread reader = new Thread(this::run, "rabbitmq-reader");
    private int triesOfANewStream;

    StreamListener(ConnectionFactory connections, Broker broker, Extent extent, BusInbox inbox, Incoming incoming) {
        this.broker = broker;
        this.extent = extent;
        this.inbox = inbox;
        this.incoming = incoming;
        this.link = new Link(broker);
        setConnectionFactory(connections);
        reader.setDaemon(true);
    }

    @Override
    protected void doInitialize() {
        // All is made at the start.
    }

    @Override
    protected void doStart() {
        super.doStart();
        reader.start();
    }

    @Override
    protected void shutdownAndWaitOrCallback(Runnable callback) {
        reader.interrupt();
        link.close();
        try {
            reader.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        link.close();
        if (callback != null) {
            callback.run();
        }
    }

    private void run() {
        while (isActive()) {
            try {
                readFrom(inbox.next());
            } catch (InterruptedException stopped) {
                return;
            } catch (Exception e) {
                link.close();
                if (isActive() && !isComingUp(e)) {
                    inbox.fail(broker.failure("cannot be read", e));
                }
            }
            pause();
        }
    }

    private boolean isComingUp(Exception failure) {
        triesOfANewStream = Broker.isComingUp(failure) ? triesOfANewStream + 1 : 0;
        return triesOfANewStream > 0 && triesOfANewStream <= TRIES_OF_A_NEW_STREAM;
    }

    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads until the listener is stopped, or something else comes than what is wanted. */
    private void readFrom(long wanted) throws Exception {
        require(wanted);
        Connection connection = link.connection();
        if (!broker.hasStream(connection)) {
            return;
        }
        Channel channel = connection.createChannel();
        try {
            channel.basicQos(CREDIT);
            Subscription subscription = new Subscription(channel);
            channel.basicConsume(broker.stream(), false, Map.of(Incoming.OFFSET, wanted), subscription);
            triesOfANewStream = 0;
            take(subscription, wanted);
        } finally {
            Broker.abort(channel);
        }
    }

    private void take(Subscription subscription, long wanted) throws Exception {
        ChannelAwareMessageListener listener = (ChannelAwareMessageListener) getMessageListener();
        long next = wanted;
        while (isActive() && inbox.next() == next) {
            Delivery delivery = subscription.next();
            requireNothingBetween(next, delivery.offset());
            listener.onMessage(
                    incoming.message(next, delivery.offset(), delivery.properties(), delivery.body()),
                    subscription.getChannel());
            subscription.done(delivery);
            next = delivery.offset() + 1;
        }
    }

    /** The broker itself takes an offset now and then, as at the start of a segment; else each is that of a message. */
    private void requireNothingBetween(long wanted, long given) {
        if (given < wanted) {
            throw new BusException(broker + " gave the message " + given + " where " + wanted
                    + " must come next; it is read again from there");
        }
        if (given > wanted) {
            require(wanted);
        }
    }

    private void require(long wanted) {
        Bounds bounds = extent.bounds();
        if (isWithin(bounds, wanted)) {
            return;
        }
        Bounds sure = extent.boundsForSure();
        if (!isWithin(sure, wanted)) {
            throw new OffsetLostException(broker.toString(), wanted, sure);
        }
    }

    private static boolean isWithin(Bounds bounds, long wanted) {
        return bounds.first() <= wanted && wanted <= bounds.end();
    }

    /** A message as it came; or why no more will come. */
    private record Delivery(
            long tag, long offset, AMQP.BasicProperties properties, byte[] body, RuntimeException end) {}

    private final class Subscription extends DefaultConsumer {

        private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
        private int unacknowledged;

        Subscription(Channel channel) {
            super(channel);
        }

        Delivery next() throws InterruptedException {
            Delivery delivery = deliveries.take();
            if (delivery.end() != null) {
                throw delivery.end();
            }
            return delivery;
        }

        /** On a stream an acknowledgement only makes room for more messages. */
        void done(Delivery delivery) throws java.io.IOException {
            unacknowledged++;
            if (unacknowledged == MESSAGES_PER_ACKNOWLEDGEMENT || deliveries.isEmpty()) {
                getChannel().basicAck(delivery.tag(), true);
                unacknowledged = 0;
            }
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
            Incoming.offset(properties)
                    .ifPresentOrElse(
                            offset -> deliveries.add(
                                    new Delivery(envelope.getDeliveryTag(), offset, properties, body, null)),
                            () -> end(new BusException(
                                    broker + " is a queue of another kind than a stream: give another name")));
        }

        @Override
        public void handleCancel(String tag) {
            end(new BusException(broker + " was deleted, or moved to another node"));
        }

        @Override
        public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
            end(signal);
        }

        private void end(RuntimeException reason) {
            deliveries.add(new Delivery(0, 0, null, null, reason));
        }
    }
}

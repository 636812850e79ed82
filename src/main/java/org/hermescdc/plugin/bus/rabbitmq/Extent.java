package org.hermescdc.plugin.bus.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.hermescdc.spi.BusConsumer.Bounds;
import org.hermescdc.spi.BusException;

/**
 * Finds the first and the last message of a stream, which AMQP has no question for: it reads them. The broker handles
 * what a channel asks in order, and gives all that a reader has credit for before it handles the end of the reading: so
 * what has come when the end is confirmed is all that there was, and no time is waited for. Only that a stream is empty
 * cannot be told but by silence.
 */
final class Extent implements AutoCloseable {

    private static final Duration SILENCE = Duration.ofMillis(250);
    private static final Duration LONG_SILENCE = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int CREDIT = 1000;
    private static final Bounds EMPTY = new Bounds(0, 0);

    private final Broker broker;
    private final Link link;

    Extent(Broker broker) {
        this.broker = broker;
        this.link = new Link(broker);
    }

    /** @throws BusException if the stream cannot be read */
    Bounds bounds() {
        return bounds(SILENCE);
    }

    /** Also where a slow broker must not be taken for an empty stream. */
    Bounds boundsForSure() {
        return bounds(LONG_SILENCE);
    }

    @Override
    public void close() {
        link.close();
    }

    private synchronized Bounds bounds(Duration silence) {
        try {
            Connection connection = link.connection();
            if (!broker.hasStream(connection)) {
                return EMPTY;
            }
            Optional<Span> first = first(connection, silence);
            return first.isPresent() ? new Bounds(start(first.get().from()), end(connection)) : EMPTY;
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            link.close();
            throw broker.failure("cannot be read", e);
        }
    }

    private Optional<Span> first(Connection connection, Duration silence) throws IOException, TimeoutException {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                return read(connection, "first", 1, silence);
            } catch (IOException | ShutdownSignalException e) {
                if (!Broker.isComingUp(e) || System.nanoTime() > limit) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /**
     * The lowest offset from which nothing is missing. The broker begins a segment with a record of its writers, which
     * takes an offset, and it drops whole segments: the offset before the first message is that of no message, and a
     * client that wants it next has missed none.
     */
    private static long start(long firstMessage) {
        return Math.max(0, firstMessage - 1);
    }

    /** Reads from the last chunk on, which may hold more messages than are given at once. */
    private long end(Connection connection) throws IOException, TimeoutException {
        Object place = "last";
        while (true) {
            Span span = read(connection, place, CREDIT, LIMIT).orElseThrow(() -> new TimeoutException());
            if (span.count() < CREDIT) {
                return span.to() + 1;
            }
            place = span.to();
        }
    }

    /** The messages that came: the offsets of the first and the last, and how many. */
    private record Span(long from, long to, long count) {}

    /** Reads what the stream has from a place on, as much as the credit allows; nothing if it is silent. */
    private Optional<Span> read(Connection connection, Object place, int credit, Duration silence)
            throws IOException, TimeoutException {
        Channel channel = connection.createChannel();
        try {
            channel.basicQos(credit);
            Reading reading = new Reading(channel);
            String tag = channel.basicConsume(broker.stream(), false, Map.of(Incoming.OFFSET, place), reading);
            if (!reading.hasBegun(silence)) {
                return Optional.empty();
            }
            channel.basicCancel(tag);
            return Optional.of(reading.result());
        } finally {
            Broker.abort(channel);
        }
    }

    private final class Reading extends DefaultConsumer {

        private final CompletableFuture<Void> begun = new CompletableFuture<>();
        private final CompletableFuture<Span> ended = new CompletableFuture<>();
        private long from;
        private long to;
        private long count;

        Reading(Channel channel) {
            super(channel);
        }

        boolean hasBegun(Duration silence) throws IOException {
            try {
                await(begun, silence);
                return true;
            } catch (TimeoutException nothing) {
                return false;
            }
        }

        Span result() throws IOException, TimeoutException {
            return await(ended, LIMIT);
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
            OptionalLong offset = Incoming.offset(properties);
            if (offset.isEmpty()) {
                fail(new BusException(broker + " is a queue of another kind than a stream: give another name"));
                return;
            }
            from = count == 0 ? offset.getAsLong() : from;
            to = offset.getAsLong();
            count++;
            begun.complete(null);
        }

        @Override
        public void handleCancelOk(String tag) {
            ended.complete(new Span(from, to, count));
        }

        @Override
        public void handleCancel(String tag) {
            fail(new BusException(broker + " was deleted while it was read"));
        }

        @Override
        public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
            fail(signal);
        }

        private void fail(RuntimeException reason) {
            begun.completeExceptionally(reason);
            ended.completeExceptionally(reason);
        }

        private <T> T await(CompletableFuture<T> future, Duration limit) throws IOException, TimeoutException {
            try {
                return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw (RuntimeException) e.getCause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }
}

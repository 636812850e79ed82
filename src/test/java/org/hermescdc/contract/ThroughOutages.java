package org.hermescdc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.Category;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusMessage;
import org.hermescdc.spi.BusProducer;
import org.hermescdc.spi.OffsetLostException;

/** Publishes and reads as servers and clients do: a failure is followed by another try. */
public final class ThroughOutages {

    public static final int BATCH = 100;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private ThroughOutages() {}

    /** Publishes and reads at a time, while the broker dies in the middle of batches. */
    public static void assertNothingIsLost(
            BusProducer producer, BusConsumer consumer, long first, Runnable dieAndComeBack) throws Exception {
        AtomicInteger published = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        int rounds = Boolean.getBoolean("hermes.full") ? 5 : 1;
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                publish(producer, published.get() + BATCH, published);
            }
        });
        consumer.seek(first);
        List<BusMessage> read = new ArrayList<>();
        try {
            for (int kills = 0; kills < rounds; kills++) {
                int before = published.get();
                while (published.get() < before + 3 * BATCH) {
                    read.addAll(pollThrough(consumer));
                }
                dieAndComeBack.run();
            }
        } finally {
            enough.set(true);
        }
        publishing.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

        long end = endThrough(consumer);
        while (read.isEmpty() || read.get(read.size() - 1).next() < end) {
            read.addAll(pollThrough(consumer));
        }

        assertThat(read).extracting(BusMessage::offset).doesNotHaveDuplicates().isSorted();
        assertThat(read.stream().map(BusMessage::event).distinct().toList())
                .containsExactlyElementsOf(events(0, published.get()));
    }

    /** Publishes the events up to {@code total} that are not published yet. */
    public static void publishAll(BusProducer producer, int total, AtomicInteger published) {
        while (published.get() < total) {
            publish(producer, Math.min(total, published.get() + BATCH), published);
        }
    }

    /** As the server does: the next try goes on behind what is acknowledged. */
    private static void publish(BusProducer producer, int total, AtomicInteger published) {
        try {
            producer.publish(events(published.get(), total));
            published.set(total);
        } catch (BusException e) {
            published.addAndGet(e.acknowledged());
        }
    }

    public static List<BusMessage> pollThrough(BusConsumer consumer) {
        try {
            return consumer.poll(Duration.ofMillis(200));
        } catch (BusException e) {
            assertThat(e).isNotInstanceOf(OffsetLostException.class);
            return List.of();
        }
    }

    /** Where the number of messages is not known: what was not acknowledged may have arrived, and was sent again. */
    public static List<Event> readUntil(BusConsumer consumer, Event last) {
        List<Event> events = new ArrayList<>();
        while (!events.contains(last)) {
            pollThrough(consumer).forEach(message -> events.add(message.event()));
        }
        return events;
    }

    public static List<Event> readThrough(BusConsumer consumer, int count) {
        List<Event> events = new ArrayList<>();
        while (events.size() < count) {
            pollThrough(consumer).forEach(message -> events.add(message.event()));
        }
        return events;
    }

    /** An event for each number. */
    public static List<Event> events(int from, int to) {
        return IntStream.range(from, to)
                .<Event>mapToObj(number -> new Event.Added(
                        Category.BASE, "Users", Key.of((long) number), Entry.of(Map.of("id", (long) number))))
                .toList();
    }

    private static long endThrough(BusConsumer consumer) {
        while (true) {
            try {
                return consumer.bounds().end();
            } catch (BusException notYet) {
                assertThat(notYet).isNotInstanceOf(OffsetLostException.class);
            }
        }
    }
}

package org.hermescdc.plugin.bus.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hermescdc.plugin.bus.kafka.KafkaConnections.added;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.EventJson;
import org.hermescdc.it.Kafka;
import org.hermescdc.outage.Outage;
import org.hermescdc.outage.OutagesOf;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusMessage;
import org.hermescdc.spi.BusProducer;
import org.hermescdc.spi.OffsetLostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What server and client do while the broker does not do what it should. */
@OutagesOf("bus kafka")
class KafkaOutageTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int BATCH = 500;
    private static final int ROUNDS = Boolean.getBoolean("hermes.full") ? 10 : 2;

    @TempDir
    private Path folder;

    private Kafka.Broker broker;
    private KafkaConnections connections;
    private String topic;

    @BeforeEach
    void start() throws Exception {
        broker = new Kafka.Broker(List.of());
        topic = broker.createTopic();
        connections = new KafkaConnections(folder, Map.of("servers", broker.address(), "topic", topic));
    }

    @AfterEach
    void stop() throws Exception {
        connections.close();
        broker.close();
    }

    /** How a broker can fail a program that is connected. */
    enum Fault {
        DIES {
            @Override
            void begin(Kafka.Broker broker) {
                broker.kill();
            }

            @Override
            void end(Kafka.Broker broker) throws Exception {
                broker.start();
            }
        },
        HANGS {
            @Override
            void begin(Kafka.Broker broker) {
                broker.hang();
            }

            @Override
            void end(Kafka.Broker broker) {
                broker.resume();
            }
        };

        abstract void begin(Kafka.Broker broker);

        abstract void end(Kafka.Broker broker) throws Exception;
    }

    @Outage(value = org.hermescdc.outage.Fault.HANGS, then = "`no answer in time`; goes on")
    @Outage(
            value = org.hermescdc.outage.Fault.DIES,
            then = "told in time, to the first event that is not acknowledged; goes on")
    @ParameterizedTest
    @EnumSource
    void tellsTheFaultAndGoesOnWhenItIsOver(Fault fault) throws Exception {
        BusProducer producer = connections.producer();
        producer.publish(List.of(added(1), added(2)));
        BusConsumer consumer = connections.consumer();
        consumer.seek(0);
        assertThat(read(consumer, 2)).extracting(BusMessage::event).containsExactly(added(1), added(2));

        fault.begin(broker);

        assertTold(
                () -> producer.publish(List.of(added(3))), "acknowledged 0 of 1 events, the next is added of Users[3]");
        assertTold(consumer::bounds, "cannot be reached");
        assertTold(() -> readUntilToldOff(consumer), "cannot be reached");

        fault.end(broker);

        publishPastFailures(producer, added(3));
        assertThat(new LinkedHashSet<>(events(readPastFailures(consumer, 1)))).containsExactly(added(3));
        assertThat(new LinkedHashSet<>(log())).containsExactly(added(1), added(2), added(3));
    }

    @Outage(value = org.hermescdc.outage.Fault.REFUSED, then = "`cannot be reached`; goes on when it is there")
    @Test
    void startsBeforeTheBrokerDoes() throws Exception {
        broker.stop();
        BusProducer producer = connections.producer();
        BusConsumer consumer = connections.consumer();
        consumer.seek(0);

        assertTold(() -> producer.publish(List.of(added(1))), "cannot be reached");
        assertTold(() -> readUntilToldOff(consumer), "cannot be reached");

        broker.start();

        publishPastFailures(producer, added(1));
        assertThat(events(readPastFailures(consumer, 1))).containsExactly(added(1));
    }

    @Outage(value = org.hermescdc.outage.Fault.SLOW, then = "waited for; nothing is sent twice")
    @Test
    void waitsForASlowBrokerAndSendsNothingTwice() throws Exception {
        BusProducer producer = connections.producer();
        producer.publish(List.of(added(1)));
        broker.hang();
        CompletableFuture<Void> late = CompletableFuture.runAsync(
                () -> broker.resume(), CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS));

        producer.publish(List.of(added(2), added(3)));

        late.join();
        assertThat(log()).containsExactly(added(1), added(2), added(3));
    }

    /** Numbers are sent in batches, and again from the first that was not acknowledged, while the broker comes and goes. */
    @Outage(value = org.hermescdc.outage.Fault.DIES, then = "nothing lost and the order kept, however often")
    @Test
    void losesNothingAndKeepsTheOrderHoweverOftenTheBrokerEnds() throws Exception {
        BusConsumer consumer = connections.consumer();
        consumer.seek(0);
        BusProducer producer = connections.producer();
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger acknowledged = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        Set<Integer> uncertain = new LinkedHashSet<>();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                int next = acknowledged.get() + 1;
                try {
                    producer.publish(IntStream.range(next, next + BATCH)
                            .mapToObj(KafkaConnections::added)
                            .toList());
                    acknowledged.addAndGet(BATCH);
                } catch (BusException e) {
                    failures.incrementAndGet();
                    acknowledged.addAndGet(e.acknowledged());
                    IntStream.range(acknowledged.get() + 1, next + BATCH).forEach(uncertain::add);
                }
            }
        });

        for (int round = 0; round < ROUNDS; round++) {
            int before = acknowledged.get();
            await(() -> acknowledged.get() > before + 3 * BATCH);
            if (round % 2 == 0) {
                broker.kill();
                int failed = failures.get();
                await(() -> failures.get() > failed);
            } else {
                broker.stop();
            }
            broker.start();
        }
        int last = acknowledged.get();
        await(() -> acknowledged.get() > last);
        enough.set(true);
        sending.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

        List<Integer> log = numbers(log());
        assertThat(events(readPastFailures(consumer, log.size())))
                .extracting(KafkaOutageTest::number)
                .containsExactlyElementsOf(log);
        assertThat(withoutRepetitions(log))
                .startsWith(IntStream.rangeClosed(1, acknowledged.get()).boxed().toArray(Integer[]::new));
        assertThat(repeated(log)).isSubsetOf(uncertain);
    }

    private interface Use {
        void of() throws Exception;
    }

    /** The message comes in reasonable time, and names the bus. */
    private void assertTold(Use use, String message) {
        long start = System.nanoTime();
        assertThatThrownBy(use::of)
                .isInstanceOf(BusException.class)
                .isNotInstanceOf(OffsetLostException.class)
                .hasMessageStartingWith("bus kafka (topic " + topic + " at " + broker.address() + ") ")
                .hasMessageContaining(message)
                .hasMessageContaining("no answer in time");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
    }

    private static void publishPastFailures(BusProducer producer, Event event) {
        for (int attempt = 0; ; attempt++) {
            try {
                producer.publish(List.of(event));
                return;
            } catch (BusException e) {
                assertThat(attempt).as(e.getMessage()).isLessThan(10);
            }
        }
    }

    private static List<BusMessage> read(BusConsumer consumer, int count) {
        List<BusMessage> messages = new ArrayList<>();
        while (messages.size() < count) {
            List<BusMessage> some = consumer.poll(LIMIT);
            assertThat(some).as("messages after the first " + messages.size()).isNotEmpty();
            messages.addAll(some);
        }
        return messages;
    }

    private static void readUntilToldOff(BusConsumer consumer) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            assertThat(consumer.poll(Duration.ofSeconds(1))).isEmpty();
        }
    }

    private static List<BusMessage> readPastFailures(BusConsumer consumer, int count) {
        List<BusMessage> messages = new ArrayList<>();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (messages.size() < count && System.nanoTime() < end) {
            try {
                messages.addAll(consumer.poll(Duration.ofSeconds(1)));
            } catch (BusException notYet) {
                assertThat(notYet).isNotInstanceOf(OffsetLostException.class);
            }
        }
        return messages;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private List<Event> log() {
        return broker.records(topic).stream()
                .map(record -> EventJson.read(new String(record.value(), UTF_8)))
                .toList();
    }

    private static List<Event> events(List<BusMessage> messages) {
        return messages.stream().map(BusMessage::event).toList();
    }

    private static List<Integer> numbers(List<Event> events) {
        return events.stream().map(KafkaOutageTest::number).toList();
    }

    private static int number(Event event) {
        return ((Number) ((Event.Added) event).key().value()).intValue();
    }

    /** Each number at its last place: what was sent again counts there. */
    private static List<Integer> withoutRepetitions(List<Integer> log) {
        Set<Integer> last = new LinkedHashSet<>();
        for (int number : log) {
            last.remove(number);
            last.add(number);
        }
        return List.copyOf(last);
    }

    private static Set<Integer> repeated(List<Integer> log) {
        Set<Integer> seen = new LinkedHashSet<>();
        Set<Integer> repeated = new LinkedHashSet<>();
        for (int number : log) {
            if (!seen.add(number)) {
                repeated.add(number);
            }
        }
        return repeated;
    }
}

package org.hermescdc.plugin.bus.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.hermescdc.camel.Buses;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.Routes;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.Category;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.it.Certificates;
import org.hermescdc.it.Rabbitmq;
import org.hermescdc.it.TcpProxy;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.hermescdc.outage.OutagesOf;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusFactory.Environment;
import org.hermescdc.spi.BusMessage;
import org.hermescdc.spi.BusProducer;
import org.hermescdc.spi.OffsetLostException;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong between Hermes and the broker: each failure is told, nothing is lost, and no restart is needed. */
@OutagesOf("bus rabbitmq")
@ExtendWith(Rabbitmq.class)
@Timeout(180)
class RabbitmqOutagesTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** A server waits longer; without any pause its connections keep the broker from bringing the stream up. */
    private static final Duration RETRY = Duration.ofMillis(100);

    private static final int BATCH = 100;
    private static final int EVENTS_A_KILL = 2000;

    private final String stream = "outages-" + UUID.randomUUID();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Rabbitmq.Server broker;

    @TempDir
    Path folder;

    RabbitmqOutagesTest(Rabbitmq.Server broker) {
        this.broker = broker;
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @Outage(value = Fault.DIES, then = "nothing lost and the order kept, however often")
    @Test
    void losesNothingWhenTheBrokerIsKilledInTheMiddleOfBatches() throws Exception {
        BusProducer producer = producer(plain());
        BusConsumer consumer = consumer(plain());
        AtomicInteger published = new AtomicInteger();
        int rounds = Boolean.getBoolean("hermes.full") ? 5 : 1;
        int total = EVENTS_A_KILL * rounds;
        Semaphore kills = new Semaphore(0);
        CompletableFuture<Integer> failures =
                CompletableFuture.supplyAsync(() -> publishAll(producer, total, published, kills));
        consumer.seek(0);
        List<BusMessage> read = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            int before = published.get();
            while (published.get() < before + 3 * BATCH && !failures.isDone()) {
                read.addAll(pollThrough(consumer));
            }
            broker.kill();
            kills.release();
            broker.start();
        }
        assertThat(failures.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isPositive();

        long end = boundsThrough(consumer);
        while (read.isEmpty() || read.get(read.size() - 1).next() < end) {
            read.addAll(pollThrough(consumer));
        }

        assertThat(read).extracting(BusMessage::offset).doesNotHaveDuplicates().isSorted();
        assertThat(read.stream().map(BusMessage::event).distinct().toList())
                .containsExactlyElementsOf(events(0, total));
    }

    private static int publishAll(BusProducer producer, int total, AtomicInteger published) {
        return publishAll(producer, total, published, new Semaphore(total));
    }

    /**
     * As the server does: goes on behind what is acknowledged, after each failure. Does not end before the last kill, however
     * fast it is. Returns how often it failed.
     */
    private static int publishAll(BusProducer producer, int total, AtomicInteger published, Semaphore kills) {
        int failures = 0;
        int passed = 0;
        while (published.get() < total) {
            if (published.get() + BATCH >= EVENTS_A_KILL * (passed + 1)) {
                kills.acquireUninterruptibly();
                passed++;
            }
            try {
                producer.publish(events(published.get(), Math.min(total, published.get() + BATCH)));
                published.addAndGet(BATCH);
            } catch (BusException e) {
                published.addAndGet(e.acknowledged());
                failures++;
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
        return failures;
    }

    @Outage(value = Fault.REFUSED, then = "`acknowledged 0 of 3 messages …: Connection refused`; goes on")
    @Test
    void tellsThatTheBrokerIsDownAndGoesOnWhenItIsThere() throws Exception {
        broker.kill();
        BusProducer producer = producer(plain());
        BusConsumer consumer = consumer(plain());
        try {
            String down = "bus rabbitmq (stream '" + stream + "' of 127.0.0.1:" + broker.port() + ") ";
            assertThatThrownBy(() -> producer.publish(events(0, 3)))
                    .isInstanceOf(BusException.class)
                    .hasMessage(down + "acknowledged 0 of 3 messages, not Users[0]: Connection refused")
                    .satisfies(
                            e -> assertThat(((BusException) e).acknowledged()).isZero())
                    .satisfies(e -> assertThat(((BusException) e).sent()).isZero());
            assertThatThrownBy(consumer::bounds)
                    .isInstanceOf(BusException.class)
                    .hasMessage(down + "cannot be read: Connection refused");
            consumer.seek(0);
            assertThatThrownBy(() -> consumer.poll(LIMIT))
                    .isInstanceOf(BusException.class)
                    .hasMessage(down + "cannot be read: Connection refused");
        } finally {
            broker.start();
        }

        publishAll(producer, BATCH, new AtomicInteger());

        assertThat(readThrough(consumer, BATCH)).containsExactlyElementsOf(events(0, BATCH));
    }

    @Outage(value = Fault.HANGS, then = "told in time; goes on")
    @Test
    void noticesABrokerThatAnswersNothingAnyMore() throws Exception {
        BusProducer producer = producer(plain());
        BusConsumer consumer = consumer(plain());
        producer.publish(events(0, 1));
        consumer.seek(0);
        readThrough(consumer, 1);
        broker.signal("STOP");
        try {
            assertThatThrownBy(() -> producer.publish(events(1, 2))).isInstanceOf(BusException.class);
            assertThatThrownBy(consumer::bounds).isInstanceOf(BusException.class);
            assertThatThrownBy(() -> consumer.poll(LIMIT)).isInstanceOf(BusException.class);
        } finally {
            broker.signal("CONT");
        }

        AtomicInteger published = new AtomicInteger(1);
        publishAll(producer, 1 + BATCH, published);

        assertThat(readUntil(consumer, events(BATCH, 1 + BATCH).get(0)))
                .contains(events(1, 1 + BATCH).toArray(new Event[0]));
    }

    @Outage(value = Fault.CREDENTIALS, then = "`Login was refused`, without the password")
    @Test
    void tellsThatTheLoginIsRefused() throws Exception {
        Map<String, Object> settings = plain();
        settings.put("login", "guest");
        settings.put("password", "wrong-7319");

        for (Throwable refused : failures(settings)) {
            assertThat(refused).hasMessageContaining("Login was refused").hasMessageNotContaining("wrong-7319");
        }
    }

    /** What the broker has no memory or no disk left for: it stops reading from those who publish. */
    @Outage(
            value = Fault.HANGS,
            then = "a broker that blocks its publishers, for want of memory, takes nothing; told in time")
    @Test
    void tellsThatABrokerWithoutMemoryTakesNothingAndLosesNothing() throws Exception {
        BusProducer producer = producer(plain());
        producer.publish(events(0, BATCH));
        broker.limitMemory("0.000001");
        try {
            assertThatThrownBy(() -> publishUntilRefused(producer))
                    .isInstanceOf(BusException.class)
                    .hasMessageStartingWith("bus rabbitmq (stream '" + stream + "' of 127.0.0.1:" + broker.port() + ")")
                    .hasMessageNotContaining("\n");
        } finally {
            broker.limitMemory("0.6");
        }

        AtomicInteger published = new AtomicInteger(BATCH);
        publishAll(producer, 3 * BATCH, published);
        BusConsumer consumer = consumer(plain());
        consumer.seek(0);
        assertThat(readUntil(consumer, events(3 * BATCH - 1, 3 * BATCH).get(0)))
                .contains(events(0, 3 * BATCH).toArray(new Event[0]));
    }

    /** The alarm takes a moment to come. */
    private static void publishUntilRefused(BusProducer producer) {
        while (true) {
            producer.publish(events(BATCH, BATCH + 1));
        }
    }

    @Outage(value = Fault.SLOW, then = "waited for; nothing is sent twice")
    @Test
    void waitsForASlowBrokerAndSendsNothingTwice() throws Exception {
        try (TcpProxy proxy = new TcpProxy(broker.port())) {
            Map<String, Object> settings = plain();
            settings.put("port", (long) proxy.port());
            BusProducer producer = producer(settings);
            proxy.slowDown(Duration.ofMillis(100));

            producer.publish(events(0, BATCH));

            BusConsumer consumer = consumer(settings);
            consumer.seek(0);
            assertThat(readThrough(consumer, BATCH)).containsExactlyElementsOf(events(0, BATCH));
        }
    }

    @Test
    void tellsThatTheVirtualHostIsUnknown() throws Exception {
        Map<String, Object> settings = plain();
        settings.put("vhost", "nowhere");

        for (Throwable refused : failures(settings)) {
            assertThat(refused).hasMessageContaining("vhost nowhere not found");
        }
    }

    @Test
    void tellsThatTheHostIsUnknown() throws Exception {
        Map<String, Object> settings = plain();
        settings.put("host", "nowhere.invalid");

        for (Throwable refused : failures(settings)) {
            assertThat(refused).hasMessageContaining("no host has the name nowhere.invalid");
        }
    }

    @Test
    void speaksTlsAndTellsWhyItDoesNot() throws Exception {
        Path authority = folder.resolve("authority.pem");
        Files.copy(other().certificate(), authority);
        Map<String, Object> settings = encrypted(authority);
        for (Throwable refused : failures(settings)) {
            assertThat(refused).hasMessageContaining("certificate");
        }
        BusProducer producer = producer(settings);
        BusConsumer consumer = consumer(settings);
        assertThatThrownBy(() -> producer.publish(events(0, 5))).isInstanceOf(BusException.class);

        Files.copy(broker.authority().certificate(), authority, StandardCopyOption.REPLACE_EXISTING);
        producer.publish(events(0, 5));
        consumer.seek(0);

        assertThat(readThrough(consumer, 5)).containsExactlyElementsOf(events(0, 5));
    }

    @Outage(value = Fault.CREDENTIALS, then = "a certificate that is missing is told")
    @Test
    void tellsThatTheBrokerWantsACertificateOfOurs() throws Exception {
        Map<String, Object> settings = encrypted(broker.authority().certificate());
        settings.put("ssl", Map.of("cafile", broker.authority().certificate().toString()));

        for (Throwable refused : failures(settings)) {
            assertThat(refused).hasMessageContaining("ertificate");
        }
    }

    @Test
    void trustsNobodyBlindly() throws Exception {
        Map<String, Object> settings =
                new HashMap<>(Map.of("uri", "amqps://guest:guest@127.0.0.1:" + broker.tlsPort(), "stream", stream));

        for (Throwable refused : failures(settings)) {
            assertThat(refused).hasMessageContaining("certification path");
        }
    }

    @Test
    void saysWhichPemFileIsMissing() throws Exception {
        Map<String, Object> settings = encrypted(folder.resolve("missing.pem"));

        for (Throwable refused : failures(settings)) {
            assertThat(refused).hasMessageContaining("missing.pem");
        }
    }

    @Test
    void speaksNoTlsToAPlainPort() throws Exception {
        Map<String, Object> settings = encrypted(broker.authority().certificate());
        settings.put("port", (long) broker.port());

        for (Throwable refused : failures(settings)) {
            assertThat(refused).hasMessageContaining("bus rabbitmq (stream '" + stream + "'");
        }
    }

    /** What the producer and the consumer say, one after the other. */
    private List<Throwable> failures(Map<String, Object> settings) throws Exception {
        BusProducer producer = producer(settings);
        BusConsumer consumer = consumer(settings);
        consumer.seek(0);
        List<Throwable> failures = List.of(
                catchThrowable(() -> producer.publish(events(0, 1))),
                catchThrowable(consumer::bounds),
                catchThrowable(() -> consumer.poll(LIMIT)));
        assertThat(failures).allSatisfy(failure -> assertThat(failure)
                .isInstanceOf(BusException.class)
                .isNotInstanceOf(OffsetLostException.class)
                .hasMessageStartingWith("bus rabbitmq"));
        return failures;
    }

    private static List<BusMessage> pollThrough(BusConsumer consumer) {
        try {
            return consumer.poll(Duration.ofMillis(200));
        } catch (BusException e) {
            assertThat(e).isNotInstanceOf(OffsetLostException.class);
            return List.of();
        }
    }

    private static long boundsThrough(BusConsumer consumer) {
        while (true) {
            try {
                return consumer.bounds().end();
            } catch (BusException notYet) {
                assertThat(notYet).isNotInstanceOf(OffsetLostException.class);
            }
        }
    }

    /** Where the number of messages is not known: what was not acknowledged may have arrived, and was sent again. */
    private static List<Event> readUntil(BusConsumer consumer, Event last) {
        List<Event> events = new ArrayList<>();
        while (!events.contains(last)) {
            pollThrough(consumer).forEach(message -> events.add(message.event()));
        }
        return events;
    }

    private static List<Event> readThrough(BusConsumer consumer, int count) {
        List<Event> events = new ArrayList<>();
        while (events.size() < count) {
            pollThrough(consumer).forEach(message -> events.add(message.event()));
        }
        return events;
    }

    private Certificates other() throws IOException {
        return Certificates.in(Files.createDirectory(folder.resolve("other")));
    }

    private Map<String, Object> encrypted(Path authority) {
        Certificates own = broker.certificates();
        Map<String, Object> settings = new HashMap<>();
        settings.put("host", "127.0.0.1");
        settings.put("port", (long) broker.tlsPort());
        settings.put("stream", stream);
        settings.put(
                "ssl",
                Map.of(
                        "cafile", authority.toString(),
                        "certfile", own.certificate().toString(),
                        "keyfile", own.key().toString()));
        return settings;
    }

    private Map<String, Object> plain() {
        return new HashMap<>(Map.of("host", "127.0.0.1", "port", (long) broker.port(), "stream", stream));
    }

    private BusProducer producer(Map<String, Object> settings) throws Exception {
        Environment environment = new Environment(Clock.systemUTC(), 0027);
        return kept(Buses.producer(context(), declaration(settings), environment));
    }

    private BusConsumer consumer(Map<String, Object> settings) throws Exception {
        return kept(Buses.consumer(context(), declaration(settings)));
    }

    private static HermesConfig.Plugin declaration(Map<String, Object> settings) {
        return new HermesConfig.Plugin("rabbitmq", new Settings(settings));
    }

    private CamelContext context() throws Exception {
        return kept(Routes.started("bus/rabbitmq"));
    }

    private <T extends AutoCloseable> T kept(T made) {
        opened.add(made);
        return made;
    }

    private static List<Event> events(int from, int to) {
        return IntStream.range(from, to)
                .<Event>mapToObj(number -> new Event.Added(
                        Category.BASE, "Users", Key.of((long) number), Entry.of(Map.of("id", (long) number))))
                .toList();
    }
}

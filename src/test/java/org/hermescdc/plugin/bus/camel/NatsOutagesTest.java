package org.hermescdc.plugin.bus.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hermescdc.contract.ThroughOutages.assertNothingIsLost;
import static org.hermescdc.contract.ThroughOutages.events;
import static org.hermescdc.contract.ThroughOutages.publishAll;
import static org.hermescdc.contract.ThroughOutages.readThrough;
import static org.hermescdc.contract.ThroughOutages.readUntil;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.hermescdc.camel.Buses;
import org.hermescdc.contract.Routes;
import org.hermescdc.it.Nats;
import org.hermescdc.it.TcpProxy;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.hermescdc.outage.OutagesOf;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusFactory.Environment;
import org.hermescdc.spi.BusProducer;
import org.hermescdc.spi.OffsetLostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes wrong between Hermes and NATS: each failure is told, nothing is lost, and no restart is needed. */
@OutagesOf("bus camel on NATS")
@ExtendWith(Nats.class)
@Timeout(180)
class NatsOutagesTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String stream = "outages-" + UUID.randomUUID();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Nats.Server server;

    NatsOutagesTest(Nats.Server server) {
        this.server = server;
    }

    @BeforeEach
    void makeStream() throws Exception {
        server.makeStream(stream, subject(stream));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @Outage(value = Fault.DIES, then = "nothing lost and the order kept, however often")
    @Test
    void losesNothingWhenTheServerIsKilledInTheMiddleOfBatches() throws Exception {
        assertNothingIsLost(producer(stream), consumer(stream), 1, () -> {
            server.kill();
            server.start();
        });
    }

    @Outage(value = Fault.REFUSED, then = "`acknowledged 0 of 3 messages …`, without the password in the URI; goes on")
    @Test
    void tellsThatTheServerIsDownWithoutItsPasswordAndGoesOnWhenItIsThere() throws Exception {
        server.kill();
        BusProducer producer = producer(stream);
        BusConsumer consumer = consumer(stream);
        try {
            assertThatThrownBy(() -> producer.publish(events(0, 3)))
                    .isInstanceOf(BusException.class)
                    .hasMessageStartingWith(
                            "bus camel (nats) acknowledged 0 of 3 messages, the last tried was Users[0]: ")
                    .message()
                    .contains("127.0.0.1:" + server.port())
                    .doesNotContain(Nats.Server.PASSWORD);
            assertThatThrownBy(consumer::bounds)
                    .isInstanceOf(BusException.class)
                    .hasMessageStartingWith("bus camel (nats) cannot be read: ")
                    .message()
                    .doesNotContain(Nats.Server.PASSWORD);
            consumer.seek(1);
            assertThatThrownBy(() -> consumer.poll(LIMIT))
                    .isInstanceOf(BusException.class)
                    .isNotInstanceOf(OffsetLostException.class);
        } finally {
            server.start();
        }

        publishAll(producer, 100, new AtomicInteger());

        assertThat(readThrough(consumer, 100)).containsExactlyElementsOf(events(0, 100));
    }

    @Outage(value = Fault.HANGS, then = "told in time; goes on")
    @Test
    void noticesAServerThatAnswersNothingAnyMore() throws Exception {
        BusProducer producer = producer(stream);
        BusConsumer consumer = consumer(stream);
        producer.publish(events(0, 1));
        consumer.seek(1);
        readThrough(consumer, 1);
        server.signal("STOP");
        try {
            assertThatThrownBy(() -> producer.publish(events(1, 2))).isInstanceOf(BusException.class);
            assertThatThrownBy(() -> pollOn(consumer)).isInstanceOf(BusException.class);
        } finally {
            server.signal("CONT");
        }

        publishAll(producer, 3, new AtomicInteger(1));

        assertThat(readUntil(consumer, events(2, 3).get(0)).stream().distinct())
                .containsExactlyElementsOf(events(1, 3));
    }

    @Outage(value = Fault.CREDENTIALS, then = "the server's own words, without the password; nothing counts as sent")
    @Test
    void tellsThatTheLoginIsRefused() throws Exception {
        String address = server.address().replace(Nats.Server.PASSWORD, "wrong-7319");
        BusProducer producer = producer(NatsDeclarations.producerSettings(address, stream, subject(stream)));
        BusConsumer consumer = consumer(NatsDeclarations.consumerSettings(address, stream, subject(stream)));

        assertThatThrownBy(() -> producer.publish(events(0, 2)))
                .isInstanceOf(BusException.class)
                .hasMessageContaining("acknowledged 0 of 2 messages")
                .message()
                .contains("Authorization Violation")
                .doesNotContain("wrong-7319", "\n");
        assertThatThrownBy(consumer::bounds)
                .isInstanceOf(BusException.class)
                .message()
                .contains("Authorization Violation")
                .doesNotContain("wrong-7319", "\n");
    }

    @Outage(value = Fault.SLOW, then = "waited for; nothing is sent twice")
    @Test
    void waitsForASlowServerAndSendsNothingTwice() throws Exception {
        try (TcpProxy proxy = new TcpProxy(server.port())) {
            String address = server.addressAt(proxy.port());
            BusProducer producer = producer(NatsDeclarations.producerSettings(address, stream, subject(stream)));
            BusConsumer consumer = consumer(NatsDeclarations.consumerSettings(address, stream, subject(stream)));
            producer.publish(events(0, 1));
            proxy.slowDown(Duration.ofMillis(100));

            producer.publish(events(1, 20));

            consumer.seek(1);
            assertThat(readThrough(consumer, 20)).containsExactlyElementsOf(events(0, 20));
        }
    }

    @Test
    void countsNothingAsSentThatNoStreamKeeps() throws Exception {
        BusProducer nowhere = producer("no-such-stream");
        assertThatThrownBy(() -> nowhere.publish(events(0, 2)))
                .isInstanceOf(BusException.class)
                .hasMessageContaining("acknowledged 0 of 2 messages")
                .hasMessageContaining("stream not found");

        BusConsumer reader = consumer("no-such-stream");
        assertThatThrownBy(reader::bounds).isInstanceOf(BusException.class).hasMessageContaining("stream not found");
    }

    @Test
    void countsNothingAsSentThatGoesToAnotherStream() throws Exception {
        server.makeStream(stream + "-other", subject(stream + "-other"));
        BusProducer astray =
                producer(NatsDeclarations.producerSettings(server.address(), stream, subject(stream + "-other")));

        assertThatThrownBy(() -> astray.publish(events(0, 2)))
                .isInstanceOf(BusException.class)
                .hasMessageContaining("acknowledged 0 of 2 messages")
                .hasMessageContaining("the endpoint took all, but the end of the bus moved by 0 messages only");
    }

    /** To such a server camel-nats sends without any acknowledgement, and without an error. */
    @Test
    void countsNothingAsSentByAServerThatKeepsNoMessages() throws Exception {
        BusProducer producer = producer(stream);
        producer.publish(events(0, 1));
        server.kill();
        server.startWithoutJetStream();
        try {
            for (int tries = 0; tries < 3; tries++) {
                assertThatThrownBy(() -> producer.publish(events(1, 2)))
                        .isInstanceOf(BusException.class)
                        .satisfies(e ->
                                assertThat(((BusException) e).acknowledged()).isZero());
            }
        } finally {
            server.kill();
            server.start();
        }

        publishAll(producer, 2, new AtomicInteger(1));

        BusConsumer consumer = consumer(stream);
        consumer.seek(1);
        assertThat(readUntil(consumer, events(1, 2).get(0)).stream().distinct())
                .containsExactlyElementsOf(events(0, 2));
    }

    private static void pollOn(BusConsumer consumer) {
        for (long end = System.nanoTime() + LIMIT.toNanos(); System.nanoTime() < end; ) {
            consumer.poll(LIMIT);
        }
    }

    private static String subject(String stream) {
        return "hermes." + stream;
    }

    private BusProducer producer(String name) throws Exception {
        return producer(NatsDeclarations.producerSettings(server.address(), name, subject(name)));
    }

    private BusProducer producer(Map<String, Object> settings) throws Exception {
        return kept(Buses.producer(
                context(), NatsDeclarations.declaration(settings), new Environment(Clock.systemUTC(), 0027)));
    }

    private BusConsumer consumer(String name) throws Exception {
        return consumer(NatsDeclarations.consumerSettings(server.address(), name, subject(name)));
    }

    private BusConsumer consumer(Map<String, Object> settings) throws Exception {
        return kept(Buses.consumer(context(), NatsDeclarations.declaration(settings)));
    }

    private CamelContext context() throws Exception {
        return kept(Routes.started("bus/camel"));
    }

    private <T extends AutoCloseable> T kept(T made) {
        opened.add(made);
        return made;
    }
}

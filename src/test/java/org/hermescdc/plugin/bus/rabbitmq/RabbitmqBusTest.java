package org.hermescdc.plugin.bus.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.BusContract;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.EventJson;
import org.hermescdc.it.Rabbitmq;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusConsumer.Bounds;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusMessage;
import org.hermescdc.spi.OffsetLostException;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Rabbitmq.class)
@Timeout(120)
class RabbitmqBusTest extends BusContract {

    private static final long KEPT = 10_000_000;

    private final String stream = "events-" + UUID.randomUUID();
    private final Rabbitmq.Server broker;

    RabbitmqBusTest(Rabbitmq.Server broker) {
        this.broker = broker;
    }

    @Override
    protected String routeFile() {
        return "rabbitmq";
    }

    @Override
    protected HermesConfig.Plugin producerDeclaration() {
        return new HermesConfig.Plugin(
                "rabbitmq",
                new Settings(Map.of(
                        "host",
                        "127.0.0.1",
                        "port",
                        (long) broker.port(),
                        "stream",
                        stream,
                        "max_length_bytes",
                        KEPT)));
    }

    @Override
    protected HermesConfig.Plugin consumerDeclaration() {
        return new HermesConfig.Plugin(
                "rabbitmq",
                new Settings(
                        Map.of("uri", "amqp://guest:guest@127.0.0.1:" + broker.port() + "/%2F", "stream", stream)));
    }

    /** Puts so much behind the messages that their segments are dropped. */
    @Override
    protected void dropOldest(int count) throws Exception {
        byte[] filler = new byte[50_000];
        try (Connection connection = broker.connect()) {
            Channel channel = connection.createChannel();
            channel.confirmSelect();
            for (int sent = 0; sent < 2 * KEPT; sent += filler.length) {
                channel.basicPublish("", stream, MessageProperties.MINIMAL_BASIC, filler);
            }
            channel.waitForConfirmsOrDie(LIMIT.toMillis());
        }
        BusConsumer consumer = newConsumer();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (consumer.bounds().first() < count) {
            assertThat(System.nanoTime()).as("time to drop segments").isLessThan(end);
            LockSupport.parkNanos(100_000_000);
        }
    }

    @Override
    protected void putForeign(String text) throws Exception {
        put(MessageProperties.MINIMAL_BASIC, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void writesEachEventAsTheReferenceSays() throws Exception {
        publish(1, 1);
        producer.publish(List.of(new Event.InitStop()));

        try (Connection connection = broker.connect()) {
            List<Delivery> messages = raw(connection.createChannel(), 2);

            AMQP.BasicProperties first = messages.get(0).getProperties();
            assertThat(new String(messages.get(0).getBody(), StandardCharsets.UTF_8))
                    .isEqualTo(EventJson.write(added(1)));
            assertThat(first.getContentType()).isEqualTo("application/json");
            assertThat(first.getContentEncoding()).isEqualTo("UTF-8");
            assertThat(first.getDeliveryMode()).isEqualTo(2);
            assertThat(first.getTimestamp()).isEqualTo(now.truncatedTo(ChronoUnit.SECONDS));
            assertThat(headers(first))
                    .isEqualTo(Map.of(
                            "hermes-evcategory", "base",
                            "hermes-objtype", "Users",
                            "hermes-eventtype", "added",
                            "timestamp_in_ms", String.valueOf(now.toEpochMilli()),
                            "x-stream-offset", "0"));
            assertThat(headers(messages.get(1).getProperties()))
                    .containsEntry("hermes-evcategory", "initsync")
                    .containsEntry("hermes-eventtype", "init-stop")
                    .doesNotContainKey("hermes-objtype");
        }
    }

    @Test
    void makesTheStreamWithItsRetention() throws Exception {
        publish(1, 1);

        try (Connection connection = broker.connect()) {
            Map<String, Object> arguments = Map.of(
                    "x-queue-type", "stream", "x-max-length-bytes", KEPT, "x-stream-max-segment-size-bytes", KEPT / 10);
            connection.createChannel().queueDeclare(stream, true, false, false, arguments);
            assertThatThrownBy(() -> connection
                            .createChannel()
                            .queueDeclare(stream, true, false, false, Map.of("x-queue-type", "stream")))
                    .hasStackTraceContaining("inequivalent arg");
        }
    }

    @Test
    void usesAStreamThatIsThereWithAnotherRetention() throws Exception {
        declare(stream, Map.of("x-queue-type", "stream", "x-max-age", "7D"));

        publish(1, 2);

        BusConsumer consumer = newConsumer();
        assertThat(readAll(consumer, 0)).extracting(BusMessage::event).containsExactly(added(1), added(2));
    }

    @Test
    void refusesAQueueThatIsNoStreamAndTakesNothingFromIt() throws Exception {
        declare(stream, Map.of());
        putForeign("somebody else's");

        assertThatThrownBy(() -> publish(1, 1))
                .isInstanceOf(BusException.class)
                .hasMessageContaining("acknowledged 0 of 1 messages")
                .hasMessageContaining("it is a queue of another kind than a stream");
        BusConsumer consumer = newConsumer();
        assertThatThrownBy(consumer::bounds)
                .isInstanceOf(BusException.class)
                .hasMessageContaining("rabbit_classic_queue");
        consumer.seek(0);
        assertThatThrownBy(() -> consumer.poll(LIMIT))
                .isInstanceOf(BusException.class)
                .hasMessageContaining("rabbit_classic_queue");
        consumer.close();
        try (Connection connection = broker.connect()) {
            Channel channel = connection.createChannel();
            assertThat(new String(channel.basicGet(stream, true).getBody(), StandardCharsets.UTF_8))
                    .isEqualTo("somebody else's");
        }
    }

    @Test
    void isNotSteeredByWhatOthersPutOnTheStream() throws Exception {
        publish(1, 1);
        declare(stream + "-reply", Map.of());
        AMQP.BasicProperties none = MessageProperties.MINIMAL_BASIC;
        put(none, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        put(none, bytes("{\"evcategory\": \"other\", \"eventtype\": \"added\"}"));
        put(none, bytes("[" + "1,".repeat(3_000_000) + "1]"));
        put(none, new byte[0]);
        put(none.builder().replyTo(stream + "-reply").build(), bytes("answer me"));
        put(none.builder().expiration("1").priority(255).build(), bytes("in a hurry"));
        put(none.builder().contentType("application/x-java-serialized-object").build(), new byte[] {
            (byte) 0xac, (byte) 0xed, 0, 5
        });
        put(none.builder().contentType("text/plain").contentEncoding("no-such").build(), bytes("no such encoding"));
        put(headers("x-death", List.of("no map")), bytes("strange death"));
        put(headers("springBatchFormat", "lengthHeader4"), bytes("no batch"));
        put(headers("x-stream-offset", 4711L), bytes("false offset"));
        put(
                headers("CamelBeanMethodName", "fail", "CamelSlipEndpoint", "direct:elsewhere", "CamelFileName", "x"),
                bytes(EventJson.write(added(2))));
        put(headers("timestamp_in_ms", "no number"), bytes(EventJson.write(added(3))));
        publish(4, 4);
        BusConsumer consumer = newConsumer();

        List<BusMessage> messages = readAll(consumer, 0);

        assertThat(messages).hasSize(15).extracting(BusMessage::offset).isSorted();
        assertThat(messages)
                .extracting(BusMessage::event)
                .filteredOn(Objects::nonNull)
                .containsExactly(added(1), added(2), added(3), added(4));
        assertThat(messages.subList(1, 12))
                .allSatisfy(
                        message -> assertThat(message.problem()).isNotBlank().hasSizeLessThan(300));
        try (Connection connection = broker.connect()) {
            assertThat(connection.createChannel().basicGet(stream + "-reply", true))
                    .isNull();
        }
    }

    @Test
    void noticesAnotherStreamInThePlaceOfTheOldOne() throws Exception {
        publish(1, 10);
        BusConsumer consumer = newConsumer();
        readAll(consumer, 0);

        try (Connection connection = broker.connect()) {
            connection.createChannel().queueDelete(stream);
        }
        assertThatThrownBy(() -> publish(1, 2))
                .isInstanceOf(BusException.class)
                .hasMessageContaining("the broker gave a message back");
        publish(1, 2);

        assertThatThrownBy(() -> readPastOutage(consumer)).isInstanceOf(OffsetLostException.class);
    }

    @Test
    void knowsTheEndToTheMessageWhileTheStreamGrows() throws Exception {
        BusConsumer consumer = newConsumer();
        for (int batch = 0; batch < 20; batch++) {
            publish(100 * batch, 100 * batch + 99);

            assertThat(consumer.bounds()).isEqualTo(new Bounds(0, 100L * batch + 100));
        }
        publish(3000, 5000);
        publish(5001, 5001);
        assertThat(readAll(consumer, consumer.bounds().end() - 1))
                .extracting(BusMessage::event)
                .containsExactly(added(5001));
    }

    private void readPastOutage(BusConsumer consumer) {
        for (int i = 0; i < 100; i++) {
            try {
                assertThat(consumer.poll(Duration.ofSeconds(1))).isEmpty();
            } catch (OffsetLostException lost) {
                throw lost;
            } catch (BusException notYet) {
                assertThat(notYet).hasMessageContaining("was deleted");
            }
        }
    }

    private static AMQP.BasicProperties headers(Object... pairs) {
        Map<String, Object> headers = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.put((String) pairs[i], pairs[i + 1]);
        }
        return MessageProperties.MINIMAL_BASIC.builder().headers(headers).build();
    }

    private static Map<String, String> headers(AMQP.BasicProperties properties) {
        Map<String, String> headers = new TreeMap<>();
        properties.getHeaders().forEach((name, value) -> headers.put(name, value.toString()));
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<Delivery> raw(Channel channel, int count) throws Exception {
        BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
        channel.basicQos(100);
        channel.basicConsume(
                stream,
                false,
                Map.of("x-stream-offset", "first"),
                (tag, message) -> deliveries.add(message),
                tag -> {});
        List<Delivery> messages = new ArrayList<>();
        while (messages.size() < count) {
            messages.add(deliveries.poll(LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
        return messages;
    }

    private void declare(String queue, Map<String, Object> arguments) throws Exception {
        try (Connection connection = broker.connect()) {
            connection.createChannel().queueDeclare(queue, true, false, false, arguments);
        }
    }

    private void put(AMQP.BasicProperties properties, byte[] body) throws Exception {
        try (Connection connection = broker.connect()) {
            Channel channel = connection.createChannel();
            channel.confirmSelect();
            channel.basicPublish("", stream, properties, body);
            channel.waitForConfirmsOrDie(LIMIT.toMillis());
        }
    }
}

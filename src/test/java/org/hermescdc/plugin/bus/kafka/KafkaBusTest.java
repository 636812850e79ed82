package org.hermescdc.plugin.bus.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.BusContract;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.Category;
import org.hermescdc.core.event.EventJson;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.it.Kafka;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusMessage;
import org.hermescdc.spi.BusProducer;
import org.hermescdc.spi.OffsetLostException;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Kafka.class)
class KafkaBusTest extends BusContract {

    private final Kafka.Broker broker;
    private String topic;

    KafkaBusTest(Kafka.Broker broker) {
        this.broker = broker;
        this.topic = broker.createTopic();
    }

    @Override
    protected String routeFile() {
        return "kafka";
    }

    @Override
    protected HermesConfig.Plugin producerDeclaration() {
        return new HermesConfig.Plugin(
                "kafka",
                new Settings(Map.of("servers", broker.address(), "topic", topic, "max_request_size", 1_048_576L)));
    }

    @Override
    protected HermesConfig.Plugin consumerDeclaration() {
        return new HermesConfig.Plugin(
                "kafka", new Settings(Map.of("servers", broker.address(), "topic", topic, "group_id", "test")));
    }

    @Override
    protected void dropOldest(int count) {
        broker.deleteBefore(topic, count);
    }

    @Override
    protected void putForeign(String text) {
        broker.put(new ProducerRecord<>(topic, text.getBytes(UTF_8)));
    }

    @Override
    protected void assertDated(Instant timestamp) {
        assertThat(timestamp).isCloseTo(Instant.now(), Assertions.within(Duration.ofMinutes(1)));
    }

    @Test
    void writesTheMessagesOfTheSpecification() {
        producer.publish(List.of(added(1), new Event.InitStart(DataSchema.EMPTY), new Event.InitStop()));

        List<ConsumerRecord<byte[], byte[]>> records = broker.records(topic);

        assertThat(records)
                .extracting(record -> text(record.key()) + " " + headers(record) + " " + text(record.value()))
                .containsExactly(
                        "base {content-type=application/json, hermes-eventtype=added, hermes-objtype=Users}"
                                + " {\"evcategory\":\"base\",\"eventtype\":\"added\",\"objtype\":\"Users\",\"objpkey\":1,"
                                + "\"objattrs\":{\"id\":1,\"login\":\"user1\"},\"step\":0,"
                                + "\"isPartiallyProcessed\":false}",
                        "initsync {content-type=application/json, hermes-eventtype=init-start}"
                                + " {\"evcategory\":\"initsync\",\"eventtype\":\"init-start\",\"objtype\":null,"
                                + "\"objpkey\":null,\"objattrs\":{},\"step\":0,"
                                + "\"isPartiallyProcessed\":false}",
                        "initsync {content-type=application/json, hermes-eventtype=init-stop}"
                                + " {\"evcategory\":\"initsync\",\"eventtype\":\"init-stop\",\"objtype\":null,"
                                + "\"objpkey\":null,\"objattrs\":{},\"step\":0,\"isPartiallyProcessed\":false}");
        assertThat(records)
                .allSatisfy(record -> assertThat(record.timestampType()).isEqualTo(TimestampType.CREATE_TIME));
    }

    @Test
    void makesATopicThatIsNotThereWithOnePartition() throws Exception {
        topic = broker.newName();
        BusConsumer consumer = newConsumer();
        assertThat(consumer.bounds().isEmpty()).isTrue();
        consumer.seek(0);
        assertThat(consumer.poll(Duration.ZERO)).isEmpty();

        newProducer().publish(List.of(added(1), added(2)));

        assertThat(read(consumer, 2)).extracting(BusMessage::event).containsExactly(added(1), added(2));
        assertThat(partitions()).isEqualTo(1);
    }

    @Test
    void refusesATopicWithTwoPartitions() throws Exception {
        topic = broker.createTopic(2, Map.of());
        BusConsumer consumer = newConsumer();
        consumer.seek(0);

        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> newProducer().publish(List.of(added(1))), consumer::bounds, () -> consumer.poll(LIMIT))) {
            assertThatThrownBy(use)
                    .isInstanceOf(BusException.class)
                    .hasMessageContaining("topic " + topic + " at " + broker.address())
                    .hasMessageContaining("has 2 partitions, and must have one");
        }
        assertThat(broker.records(topic)).isEmpty();
    }

    @Test
    void refusesATopicThatIsCompacted() throws Exception {
        topic = broker.createTopic(1, Map.of("cleanup.policy", "compact"));

        assertThatThrownBy(() -> newProducer().publish(List.of(added(1))))
                .hasMessageContaining("has cleanup.policy=compact, and must have delete");
        assertThatThrownBy(() -> newConsumer().bounds())
                .hasMessageContaining("has cleanup.policy=compact, and must have delete");
    }

    @Test
    void namesTheEntryThatIsTooLargeAndSendsNothingBehindIt() {
        Event large =
                new Event.Added(Category.BASE, "Users", Key.of(2L), Entry.of(Map.of("photo", "x".repeat(1_100_000))));

        assertThatThrownBy(() -> producer.publish(List.of(added(1), large, added(3))))
                .isInstanceOf(BusException.class)
                .hasMessageContaining("cannot take the event added of Users[2]: it has 1100")
                .hasMessageContaining("1048576 are allowed by max_request_size")
                .satisfies(e -> assertThat(((BusException) e).acknowledged()).isEqualTo(1))
                .satisfies(e -> assertThat(((BusException) e).sent()).isEqualTo(1));

        assertThat(broker.records(topic)).hasSize(1);
    }

    @Test
    void knowsWhatTheTopicAllows() throws Exception {
        topic = broker.createTopic(1, Map.of("max.message.bytes", "2000"));
        Event large = new Event.Added(Category.BASE, "Users", Key.of(2L), Entry.of(Map.of("photo", "x".repeat(3_000))));

        BusProducer small = newProducer();
        assertThatThrownBy(() -> small.publish(List.of(large)))
                .hasMessageContaining("2000 are allowed by max.message.bytes of the topic");

        List<Event> many = IntStream.rangeClosed(1, 100)
                .<Event>mapToObj(BusContract::added)
                .toList();
        small.publish(many);
        assertThat(broker.records(topic)).hasSize(100);
    }

    @Test
    void sendsMoreThanOneRequestTakes() {
        List<Event> many = IntStream.rangeClosed(1, 40)
                .<Event>mapToObj(id -> new Event.Added(
                        Category.BASE, "Users", Key.of((long) id), Entry.of(Map.of("photo", "x".repeat(100_000)))))
                .toList();

        producer.publish(many);

        assertThat(broker.records(topic))
                .extracting(record -> EventJson.read(text(record.value())))
                .containsExactlyElementsOf(many);
    }

    @Test
    void passesOverWhatForeignProgramsWriteAndIsNotSteeredByIt() throws Exception {
        List<Header> commands = List.of(
                header("CamelKafkaOffset", "0"),
                header("kafka.OFFSET", "700"),
                header("kafka.TIMESTAMP", "1"),
                header("CamelBeanMethodName", "fail"),
                header("CamelToEndpoint", "direct:bus-out"),
                header("kafka.OVERRIDE_TOPIC", "elsewhere"));
        broker.put(
                foreign("not JSON".getBytes(UTF_8), commands),
                foreign("{\"evcategory\": \"other\", \"eventtype\": \"added\"}".getBytes(UTF_8), List.of()),
                foreign(null, List.of()),
                foreign(new byte[] {'"', (byte) 0xE9, '"'}, List.of()),
                foreign("[".repeat(100_000).getBytes(UTF_8), List.of()));
        producer.publish(List.of(added(1)));
        broker.put(foreign(EventJson.write(added(2)).getBytes(UTF_8), commands));
        BusConsumer consumer = newConsumer();

        List<BusMessage> messages = readAll(consumer, 0);

        assertThat(messages).extracting(BusMessage::offset).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(messages)
                .extracting(BusMessage::event)
                .containsExactly(null, null, null, null, null, added(1), added(2));
        assertThat(messages).allSatisfy(message -> assertDated(message.timestamp()));
        assertThat(messages.subList(0, 5))
                .allSatisfy(message -> assertThat(message.problem()).isNotBlank());
        assertThat(broker.records(topic)).hasSize(7);
    }

    @Test
    void passesOverAHugeMessage() throws Exception {
        topic = broker.createTopic(1, Map.of("max.message.bytes", "50000000"));
        broker.put(foreign("x".repeat(20_000_000).getBytes(UTF_8), List.of()));
        newProducer().publish(List.of(added(1)));

        assertThat(readAll(newConsumer(), 0)).extracting(BusMessage::event).containsExactly(null, added(1));
    }

    @Test
    void passesOverTheMarksOfForeignTransactions() throws Exception {
        broker.putInTransaction(foreign("not ours".getBytes(UTF_8), List.of()));
        producer.publish(List.of(added(1)));
        BusConsumer consumer = newConsumer();
        consumer.seek(0);

        List<BusMessage> messages = read(consumer, 2);

        assertThat(messages).extracting(BusMessage::offset).containsExactly(0L, 2L);
        assertThat(messages.get(1).event()).isEqualTo(added(1));
    }

    @Test
    void keepsNothingOnTheBrokersAboutItsReaders() throws Exception {
        publish(1, 3);
        BusConsumer one = newConsumer();
        BusConsumer two = newConsumer();
        readAll(one, 0);
        assertThat(readAll(two, 0)).hasSize(3);
        one.close();

        assertThat(broker.<Object>administer(
                        admin -> admin.listConsumerGroups().all().get()))
                .isEqualTo(List.of());
    }

    @Test
    void tellsLoudlyThatTheTopicWasMadeAnew() throws Exception {
        publish(1, 3);
        BusConsumer consumer = newConsumer();
        readAll(consumer, 0);
        broker.administer(admin -> admin.deleteTopics(List.of(topic)).all().get());

        assertThatThrownBy(() -> pollUntilFailure(consumer))
                .isInstanceOf(OffsetLostException.class)
                .hasMessageContaining("another bus than before");
    }

    @Test
    void tellsOfRetentionThatOvertakesARunningReader() throws Exception {
        publish(1, 3);
        BusConsumer consumer = newConsumer();
        readAll(consumer, 0);
        publish(4, 6);
        dropOldest(5);
        publish(7, 7);

        // what was fetched before may still come, in order; then the loss is told
        List<Long> offsets = new ArrayList<>();
        try {
            while (offsets.size() < 4) {
                consumer.poll(LIMIT).forEach(message -> offsets.add(message.offset()));
            }
        } catch (OffsetLostException e) {
            offsets.add(-1L);
        }

        assertThat(offsets).isIn(List.of(3L, 4L, 5L, 6L), List.of(-1L), List.of(3L, -1L));
    }

    private static List<BusMessage> pollUntilFailure(BusConsumer consumer) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            consumer.poll(Duration.ofSeconds(1));
        }
        return List.of();
    }

    private int partitions() {
        return broker.administer(admin -> admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size());
    }

    private ProducerRecord<byte[], byte[]> foreign(byte[] value, List<Header> headers) {
        return new ProducerRecord<>(topic, 0, null, null, value, headers);
    }

    private static Header header(String key, String value) {
        return new RecordHeader(key, value.getBytes(UTF_8));
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        return headers;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}

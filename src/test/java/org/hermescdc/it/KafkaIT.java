package org.hermescdc.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The example of {@code config/rabbitmq}, with a topic of Kafka in place of the stream. */
@ExtendWith(Kafka.class)
class KafkaIT extends MailingListsJourney {

    private final Kafka.Broker broker;
    private final String topic;

    KafkaIT(Kafka.Broker broker) {
        this.broker = broker;
        this.topic = broker.newName();
    }

    @Override
    String configured(String file) throws IOException {
        String group = file.contains("client") ? ", group_id: mailinglists" : "";
        return Files.readString(Path.of("config/rabbitmq", file))
                .replaceFirst(
                        "(?s)rabbitmq:\n.*?\n\n",
                        "kafka: {settings: {servers: \"%s\", topic: %s%s}}\n\n"
                                .formatted(broker.address(), topic, group));
    }

    @Override
    Map<String, String> environment() {
        return Map.of();
    }

    @Override
    void killBroker() {
        broker.kill();
    }

    @Override
    void startBroker() throws IOException {
        broker.start();
    }

    @Override
    void putForeign(String text) {
        broker.put(new ProducerRecord<>(topic, 0, null, text.getBytes(StandardCharsets.UTF_8)));
    }

    @AfterEach
    void usedOnePartition() {
        assertThat(broker.records(topic)).isNotEmpty().allSatisfy(record -> assertThat(record.partition())
                .isZero());
    }
}

package org.hermescdc.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The idempotent producer with acks=all. */
final class BareKafka implements BareProducer {

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private long end;

    BareKafka(String servers, String topic) {
        this.topic = topic;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        1 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void send(List<String> batch) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
        for (String message : batch) {
            sent.add(producer.send(new ProducerRecord<>(topic, message.getBytes(UTF_8))));
        }
        producer.flush();
        for (Future<RecordMetadata> record : sent) {
            end = record.get().offset() + 1;
        }
    }

    /** As the broker counted, in the answer to the last message. */
    @Override
    public long count() {
        return end;
    }

    @Override
    public void close() {
        producer.close();
    }
}

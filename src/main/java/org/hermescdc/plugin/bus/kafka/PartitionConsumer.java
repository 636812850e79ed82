package org.hermescdc.plugin.bus.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.hermescdc.spi.BusConsumer.Bounds;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusInbox;
import org.hermescdc.spi.OffsetLostException;

/**
 * Reads the one partition of a topic, from the offset that the client wants, and tells the client what goes wrong. It is
 * no member of its consumer group: nobody takes the partition away from it, a client that was killed is not waited for,
 * and nothing is kept on the brokers.
 */
final class PartitionConsumer extends KafkaConsumer<byte[], byte[]> {

    /** After so long without a message the topic is looked at: Kafka's library itself waits in silence. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final KafkaTopic topic;
    private final KafkaSettings settings;
    private final BusInbox inbox;

    /** Offset of a message behind a hole → the first offset of the hole. */
    private final Map<Long, Long> holes = new HashMap<>();

    private boolean checked;
    private long lastSign;

    PartitionConsumer(Properties options, KafkaTopic topic, KafkaSettings settings, BusInbox inbox) {
        super(options);
        this.topic = topic;
        this.settings = settings;
        this.inbox = inbox;
    }

    /** Takes the partition, whatever Camel calls the topic. */
    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        assign(List.of(topic.partition()));
        seek(topic.partition(), inbox.next());
        checked = false;
    }

    /**
     * As the interface tells, but never throws what happens in operation: the client is told, and this waits a little. Only
     * failures that a new connection can mend are thrown too, so that Camel makes one.
     */
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        try {
            return isThere() ? read(timeout) : nothing(timeout);
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (BusException e) {
            inbox.fail(e);
            return nothing(timeout);
        } catch (KafkaException e) {
            String reason = KafkaFailure.tell(e);
            inbox.fail(new BusException(settings.bus() + " cannot be read: " + reason, e));
            LockSupport.parkNanos(timeout.toNanos());
            // of this kind, since Camel gives up after Kafka's own about authentication
            throw new KafkaException(reason, e);
        }
    }

    /** Without a long farewell to brokers that do not answer. */
    @Override
    public void close() {
        close(FAREWELL);
    }

    /** The offset from which the bus was read to find the message at {@code offset}. */
    long from(long offset) {
        return holes.getOrDefault(offset, offset);
    }

    /** Looks at the topic before the first message, and when none has come for a while. */
    private boolean isThere() {
        if (checked && System.nanoTime() - lastSign < QUIET.toNanos()) {
            return true;
        }
        checked = false;
        Optional<Bounds> found = topic.bounds();
        Bounds bounds = found.orElse(KafkaReader.NOTHING_YET);
        long next = position(topic.partition());
        if (next < bounds.first() || next > bounds.end()) {
            throw new OffsetLostException(settings.bus(), next, bounds);
        }
        checked = found.isPresent();
        lastSign = System.nanoTime();
        return checked;
    }

    private ConsumerRecords<byte[], byte[]> read(Duration timeout) {
        long next = position(topic.partition());
        try {
            ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
            holes.clear();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset() != next) {
                    holes.put(record.offset(), next);
                }
                next = record.offset() + 1;
            }
            if (!records.isEmpty()) {
                lastSign = System.nanoTime();
            }
            return records;
        } catch (OffsetOutOfRangeException e) {
            checked = false;
            throw new OffsetLostException(settings.bus(), next, topic.bounds().orElse(KafkaReader.NOTHING_YET));
        }
    }

    private static ConsumerRecords<byte[], byte[]> nothing(Duration timeout) {
        LockSupport.parkNanos(timeout.toNanos());
        return ConsumerRecords.empty();
    }
}

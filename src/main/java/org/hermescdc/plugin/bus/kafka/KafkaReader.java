package org.hermescdc.plugin.bus.kafka;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.component.kafka.KafkaClientFactory;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.hermescdc.spi.BusConsumer.Bounds;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusInbox;
import org.hermescdc.spi.IncomingMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic as one client reads it: makes the consumer that Camel polls, and turns records into messages. */
public final class KafkaReader implements KafkaClientFactory, AutoCloseable {

    static final Bounds NOTHING_YET = new Bounds(0, 0);

    private static final Logger LOG = LoggerFactory.getLogger(KafkaReader.class);

    private final KafkaSettings settings;
    private final String group;
    private final BusInbox inbox;
    private final KafkaTopic topic;
    private boolean waiting;

    /** Used by the one thread that polls; another one only after its end. */
    private PartitionConsumer consumer;

    /** @param group the consumer group, by which the brokers know the client */
    KafkaReader(KafkaSettings settings, String group, BusInbox inbox) {
        this.settings = settings;
        this.group = group;
        this.inbox = inbox;
        this.topic = new KafkaTopic(settings, group);
    }

    /** @throws BusException if the topic cannot be reached, or cannot be a bus */
    Bounds bounds() {
        return topic.bounds().orElseGet(this::nothingYet);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Properties options) {
        try {
            Properties all = settings.connecting(options, group);
            all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
            consumer = new PartitionConsumer(all, topic, settings, inbox);
            return consumer;
        } catch (BusException e) {
            inbox.fail(e);
            throw e;
        } catch (KafkaException e) {
            inbox.fail(new BusException(settings.bus() + " cannot be read: " + KafkaFailure.tell(e), e));
            throw e;
        }
    }

    /** A record as the client takes it. */
    public Iterator<IncomingMessage> message(
            @Header(KafkaConstants.OFFSET) long offset,
            @Header(KafkaConstants.TIMESTAMP) long timestamp,
            @Body byte[] content) {
        long from = consumer.from(offset);
        if (from != offset) {
            LOG.warn(
                    "{}: there are no messages from {} to {}, though there are older ones; those offsets were used up by"
                            + " something else, such as transactions of a foreign program",
                    settings.bus(),
                    from,
                    offset - 1);
        }
        return List.of(IncomingMessage.of(from, offset, Instant.ofEpochMilli(timestamp), content))
                .iterator();
    }

    @Override
    public String getBrokers(KafkaConfiguration configuration) {
        return String.join(",", settings.servers());
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Properties options) {
        throw new UnsupportedOperationException("a client only reads the bus");
    }

    @Override
    public void close() {
        topic.close();
    }

    /** Told once: the name may be misspelt. */
    private Bounds nothingYet() {
        if (!waiting) {
            LOG.warn("{} is not there yet: the server makes it at its first event", settings.bus());
            waiting = true;
        }
        return NOTHING_YET;
    }
}

package org.hermescdc.plugin.bus.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.ExchangeException;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaClientFactory;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.OutgoingMessage;

/**
 * The topic as the server writes it: makes the producer that Camel sends with, turns messages into records, and counts
 * what was acknowledged. After a failure a new producer is made, so that none stays unusable and renewed certificates are
 * read.
 */
public final class KafkaWriter implements KafkaClientFactory, AutoCloseable {

    /** A larger request serves nothing: the broker writes as fast as it is sent. */
    private static final long LARGEST_REQUEST = 1 << 20;

    private static final long LEAST_MEMORY = 32 << 20;

    private final KafkaSettings settings;
    private final String name;
    private final long maxRequestSize;
    private final KafkaTopic topic;
    private Properties options = new Properties();
    private KafkaProducer<byte[], byte[]> producer;
    private boolean provided;

    /** @param name by which the brokers know the program */
    KafkaWriter(KafkaSettings settings, String name, long maxRequestSize) {
        this.settings = settings;
        this.name = name;
        this.maxRequestSize = maxRequestSize;
        this.topic = new KafkaTopic(settings, name);
    }

    /** What Camel sends with: always the present producer. */
    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> getProducer(Properties optionsOfTheRoute) {
        options = optionsOfTheRoute;
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(method.getDeclaringClass() == Object.class ? this : producer(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /**
     * Makes sure that the topic is there and has one partition, and that the producer has found it: it would wait for that
     * anew with each message.
     *
     * @throws BusException if not
     */
    public synchronized void check() {
        try {
            if (!provided) {
                provided = topic.provide();
            }
            topic.requireOne(producer().partitionsFor(settings.topic()).size());
        } catch (KafkaException e) {
            renew();
            throw new BusException(settings.bus() + " cannot be written: " + KafkaFailure.tell(e), 0, 0, e);
        } catch (BusException e) {
            throw new BusException(e.getMessage(), 0, 0, e);
        }
    }

    /** Turns messages into records, as many to a request as one may carry. */
    public KafkaBatch cut(@Body List<OutgoingMessage> messages, CamelContext context) {
        List<List<Message>> requests = new ArrayList<>();
        List<Message> request = new ArrayList<>();
        long size = 0;
        for (OutgoingMessage message : messages) {
            Form form = new Form(message);
            long more = form.size();
            if (more > largest()) {
                break;
            }
            if (!request.isEmpty() && size + more > Math.min(largest(), LARGEST_REQUEST)) {
                requests.add(request);
                request = new ArrayList<>();
                size = 0;
            }
            request.add(form.record(settings.topic(), context));
            size += more;
        }
        if (!request.isEmpty()) {
            requests.add(request);
        }
        return new KafkaBatch(messages, requests);
    }

    /**
     * Tells how far a batch came that failed.
     *
     * @throws BusException always
     */
    public void tell(@Body KafkaBatch batch, @ExchangeException Exception reason) {
        int acknowledged = batch.acknowledged();
        renew();
        throw new BusException(
                settings.bus() + " acknowledged " + acknowledged + " of "
                        + batch.messages().size() + " events, the next is "
                        + about(batch.messages().get(acknowledged)) + ": " + KafkaFailure.tell(reason),
                acknowledged,
                reason);
    }

    /**
     * The end of a batch all of which was acknowledged that can be sent.
     *
     * @throws BusException if a message of it is too large
     */
    public void finish(@Body KafkaBatch batch) {
        int acknowledged = batch.acknowledged();
        if (acknowledged < batch.messages().size()) {
            OutgoingMessage refused = batch.messages().get(acknowledged);
            throw new BusException(
                    settings.bus() + " cannot take the event " + about(refused) + ": it has " + new Form(refused).size()
                            + " bytes, and " + largest() + " are allowed by "
                            + (largest() < maxRequestSize
                                    ? "max.message.bytes of the topic"
                                    : "max_request_size of the server's configuration")
                            + ". Raise that, or make the entry smaller; what comes before it is sent, and nothing after it",
                    acknowledged,
                    acknowledged,
                    null);
        }
    }

    @Override
    public String getBrokers(KafkaConfiguration configuration) {
        return String.join(",", settings.servers());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Properties optionsOfTheRoute) {
        throw new UnsupportedOperationException("the server only writes the bus");
    }

    @Override
    public void close() {
        renew();
        topic.close();
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            Properties all = settings.connecting(options, name);
            all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, (int) maxRequestSize);
            all.put(ProducerConfig.BATCH_SIZE_CONFIG, (int) Math.min(maxRequestSize, LARGEST_REQUEST));
            all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(LEAST_MEMORY, 2 * maxRequestSize));
            producer = new KafkaProducer<>(all);
        }
        return producer;
    }

    private synchronized void renew() {
        provided = false;
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private long largest() {
        return Math.min(maxRequestSize, topic.largestMessage().orElse(Long.MAX_VALUE));
    }

    /** A message as bytes. */
    private record Form(byte[] key, byte[] value, List<Header> headers) {

        private static final Header CONTENT = header("content-type", "application/json");

        Form(OutgoingMessage message) {
            this(message.key().getBytes(UTF_8), message.json().getBytes(UTF_8), headers(message));
        }

        private static List<Header> headers(OutgoingMessage message) {
            Header kind = header("hermes-eventtype", message.kind());
            return message.type() == null
                    ? List.of(CONTENT, kind)
                    : List.of(CONTENT, header("hermes-objtype", message.type()), kind);
        }

        private static Header header(String key, String value) {
            return new RecordHeader(key, value.getBytes(UTF_8));
        }

        /** As the producer itself measures it before it refuses. */
        long size() {
            return AbstractRecords.estimateSizeInBytesUpperBound(
                    RecordBatch.CURRENT_MAGIC_VALUE, CompressionType.NONE, key, value, headers.toArray(Header[]::new));
        }

        Message record(String topic, CamelContext context) {
            Message camel = new DefaultMessage(context);
            camel.setBody(value);
            camel.setHeader(KafkaConstants.OVERRIDE_TOPIC, topic);
            camel.setHeader(KafkaConstants.KEY, key);
            headers.forEach(header -> camel.setHeader(header.key(), header.value()));
            return camel;
        }
    }

    private static String about(OutgoingMessage message) {
        return message.kind().equals(message.subject()) ? message.kind() : message.kind() + " of " + message.subject();
    }
}

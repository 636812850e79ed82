package org.hermescdc.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Assumptions;

/**
 * A Kafka broker for tests ({@code @ExtendWith(Kafka.class)}, then a parameter {@code Kafka.Broker}): one per JVM, on
 * loopback, one process in KRaft mode, without topics. A test makes its own with {@link Broker#createTopic}; one that stops
 * the broker or wants TLS starts a broker of its own.
 */
public final class Kafka extends TestServer<Kafka.Broker> {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    public Kafka() {
        super(Broker.class, () -> new Broker(List.of()));
    }

    /** Options of a broker that speaks TLS alone, as {@code own}, to clients that show the certificate {@code client}. */
    public static List<String> tls(Certificates own, Certificates client) {
        try {
            Path keystore = own.key().resolveSibling("broker.pem");
            Files.writeString(keystore, Files.readString(own.key()) + Files.readString(own.certificate()));
            return List.of(
                    "listener.security.protocol.map=CONTROLLER:PLAINTEXT,CLIENTS:SSL",
                    "ssl.keystore.type=PEM",
                    "ssl.keystore.location=" + keystore,
                    "ssl.truststore.type=PEM",
                    // itself, and the client
                    "ssl.truststore.location=" + joined(own.certificate(), client.certificate()),
                    "ssl.client.auth=required");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path joined(Path one, Path two) throws IOException {
        return Files.writeString(one.resolveSibling("trusted.pem"), Files.readString(one) + Files.readString(two));
    }

    /** The running broker. */
    public static final class Broker implements AutoCloseable {

        private final Path folder;
        private final int port = Child.freePort();
        private final AtomicInteger topics = new AtomicInteger();
        private final List<String> java;
        private Child child;

        /** @param options lines for its configuration, instead of clear text for everybody */
        public Broker(List<String> options) throws IOException {
            java = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                    "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                    "-cp",
                    installation() + "/*");
            folder = Files.createTempDirectory("hermes-kafka");
            int controller = Child.freePort();
            List<String> lines = new ArrayList<>(List.of(
                    "process.roles=broker,controller",
                    "node.id=1",
                    "controller.quorum.voters=1@127.0.0.1:" + controller,
                    "listeners=CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                    "advertised.listeners=CLIENTS://127.0.0.1:" + port,
                    "controller.listener.names=CONTROLLER",
                    "inter.broker.listener.name=CLIENTS",
                    "log.dirs=" + folder.resolve("logs"),
                    "auto.create.topics.enable=false",
                    "num.network.threads=2",
                    "num.io.threads=2",
                    "offsets.topic.replication.factor=1",
                    "offsets.topic.num.partitions=1",
                    "transaction.state.log.replication.factor=1",
                    "transaction.state.log.min.isr=1",
                    "transaction.state.log.num.partitions=1"));
            lines.addAll(
                    options.isEmpty()
                            ? List.of("listener.security.protocol.map=CONTROLLER:PLAINTEXT,CLIENTS:PLAINTEXT")
                            : options);
            Files.write(folder.resolve("server.properties"), lines);
            Child.run(
                    folder.resolve("format.log"),
                    LIMIT,
                    command("kafka.tools.StorageTool", "format", "-t", "aGVybWVzLWthZmthLXRlc3Q", "-c"));
            start();
        }

        /** Where clients connect to, {@code host:port}. */
        public String address() {
            return "127.0.0.1:" + port;
        }

        /** Starts the broker on the data that it had. */
        public void start() throws IOException {
            Path log = folder.resolve("server.log");
            Files.deleteIfExists(log);
            child = Child.start(log, Map.of(), Duration.ofSeconds(10), command("kafka.Kafka"));
            child.awaitLog("Kafka Server started", LIMIT);
        }

        /** Lets the broker end in its own way (SIGTERM). */
        public void stop() {
            child.close();
        }

        /** Ends the broker at once (SIGKILL). */
        public void kill() {
            child.kill();
        }

        /** Holds the broker, so that it accepts connections and answers nothing, until {@link #resume}. */
        public void hang() {
            child.signal("STOP");
        }

        public void resume() {
            child.signal("CONT");
        }

        /** A new empty topic with one partition; returns its name. */
        public String createTopic() {
            return createTopic(1, Map.of());
        }

        /** A new empty topic; returns its name. */
        public String createTopic(int partitions, Map<String, String> options) {
            String name = newName();
            createTopic(name, partitions, options);
            return name;
        }

        public void createTopic(String name, int partitions, Map<String, String> options) {
            NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(options);
            administer(admin -> admin.createTopics(List.of(topic)).all().get());
            child.await("topic " + name, () -> exists(name), LIMIT);
        }

        private boolean exists(String topic) {
            return administer(admin -> admin.listTopics().names().get()).contains(topic);
        }

        /** A name that no topic has. */
        public String newName() {
            return "test." + topics.incrementAndGet();
        }

        /** Drops all messages before an offset, as the retention does. */
        public void deleteBefore(String topic, long offset) {
            administer(admin -> admin.deleteRecords(
                            Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get());
        }

        /** A question or an order to the broker. */
        public interface Administration<T> {
            T by(Admin admin) throws Exception;
        }

        public <T> T administer(Administration<T> administration) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
                return administration.by(admin);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        /** Puts records on the broker in a way that is not ours. */
        @SafeVarargs
        public final void put(ProducerRecord<byte[], byte[]>... records) {
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", address(), "max.request.size", 100_000_000),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                for (ProducerRecord<byte[], byte[]> record : records) {
                    producer.send(record).get();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        /** Puts a record on the broker in a transaction, the end of which takes an offset too. */
        public void putInTransaction(ProducerRecord<byte[], byte[]> record) {
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", address(), "transactional.id", record.topic()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                long offset = producer.send(record).get().offset();
                producer.commitTransaction();
                child.await("end of the transaction", () -> end(record.topic()) == offset + 2, LIMIT);
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private long end(String topic) {
            TopicPartition partition = new TopicPartition(topic, 0);
            return administer(admin -> admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset());
        }

        /** All records of a topic. */
        public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
            Properties options = new Properties();
            options.put("bootstrap.servers", address());
            TopicPartition partition = new TopicPartition(topic, 0);
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).get(partition);
                List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
                while (consumer.position(partition) < end) {
                    ConsumerRecords<byte[], byte[]> some = consumer.poll(LIMIT);
                    some.forEach(records::add);
                }
                return records;
            }
        }

        @Override
        public void close() {
            child.signal("CONT");
            child.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private List<String> command(String... arguments) {
            List<String> command = new ArrayList<>(java);
            command.addAll(List.of(arguments));
            command.add(folder.resolve("server.properties").toString());
            return command;
        }

        private static String installation() {
            String jars = System.getProperty("hermes.kafka", "");
            if (!jars.isEmpty() && Files.isDirectory(Path.of(jars))) {
                return jars;
            }
            String message = "the Kafka broker of the tests is not in '" + jars + "': ./hermes test fetches it";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(message);
            }
            Assumptions.abort(message);
            throw new AssertionError("not reached: the test is skipped");
        }
    }
}

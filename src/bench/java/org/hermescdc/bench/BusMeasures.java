package org.hermescdc.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.hermescdc.HermesServer;
import org.hermescdc.it.Kafka;
import org.hermescdc.it.Rabbitmq;

/** What an initsync sequence costs, on each bus. */
final class BusMeasures {

    private static final int BATCH = 500;
    private static final Bar BAR = Bar.rate(0.5, 0.8);

    static final List<Measure> ALL = List.of(
            new Measure(
                    "initsync-sqlite",
                    "an initsync sequence into the SQLite bus",
                    "the same messages in transactions of " + BATCH + ", by JDBC",
                    BAR,
                    (Measure.Way.Compared) BusMeasures::sqlite),
            new Measure(
                    "initsync-kafka",
                    "an initsync sequence to Kafka",
                    "the same bytes by an idempotent KafkaProducer, acks=all, flushed after each " + BATCH,
                    BAR,
                    (Measure.Way.Compared) BusMeasures::kafka),
            new Measure(
                    "initsync-rabbitmq",
                    "an initsync sequence to a RabbitMQ stream",
                    "the same bytes, mandatory, confirms awaited after each " + BATCH,
                    BAR,
                    (Measure.Way.Compared) BusMeasures::rabbitmq));

    private BusMeasures() {}

    /** How many messages are where the server sends to; where that is told late, it is waited for. */
    private interface FarEnd {
        long count(long expected) throws Exception;
    }

    private static Pair sqlite(Ground ground) throws Exception {
        Files.createDirectories(ground.folder());
        Path bus = ground.folder().resolve("bus.sqlite");
        return pair(
                ground,
                ServerSite.sqliteBus(bus),
                new BareSqlite(ground.folder().resolve("bare.sqlite")),
                expected -> new BusFile(bus).count(),
                () -> {});
    }

    private static Pair kafka(Ground ground) throws Exception {
        Kafka.Broker broker = new Kafka.Broker(List.of());
        TopicPartition topic = new TopicPartition(broker.createTopic(), 0);
        return pair(
                ground,
                "      kafka:\n        settings: {servers: \"" + broker.address() + "\", topic: " + topic.topic()
                        + "}\n",
                new BareKafka(broker.address(), broker.createTopic()),
                expected -> broker.administer(admin -> admin.listOffsets(Map.of(topic, OffsetSpec.latest()))
                        .partitionResult(topic)
                        .get()
                        .offset()),
                broker);
    }

    private static Pair rabbitmq(Ground ground) throws Exception {
        Rabbitmq.Server broker = new Rabbitmq.Server();
        BareRabbitmq bare = new BareRabbitmq(broker.port(), "bare");
        return pair(
                ground,
                "      rabbitmq:\n        settings: {host: 127.0.0.1, port: " + broker.port() + ", stream: hermes}\n",
                bare,
                new StreamCount(broker.port(), "hermes")::count,
                broker);
    }

    private static Pair pair(Ground ground, String bus, BareProducer bare, FarEnd farEnd, AutoCloseable broker)
            throws Exception {
        Ground other = new Ground(ground.folder().resolve("once"), ground.store(), ground.distribution(), ground.set());
        List<String> messages = BusFile.make(other, ServerSite.WHOLE).messages();
        ServerSite site = ServerSite.make(ground, ServerSite.WHOLE, bus);
        HermesServer server = site.openFilled();
        return new Pair(
                BareProducer.sending(bare, messages, BATCH), new Initsync(server, farEnd, messages.size()), () -> {
                    server.stop();
                    bare.close();
                    broker.close();
                });
    }

    /** The server's own sequence, counted where it arrives. */
    private static final class Initsync implements Work {

        private final HermesServer server;
        private final FarEnd farEnd;
        private final int expected;
        private long all;

        Initsync(HermesServer server, FarEnd farEnd, int expected) {
            this.server = server;
            this.farEnd = farEnd;
            this.expected = expected;
        }

        @Override
        public void run() {
            server.initsync();
        }

        @Override
        public void verify() throws Exception {
            all += expected;
            Expect.equal("messages on the bus", farEnd.count(all), all);
        }
    }
}

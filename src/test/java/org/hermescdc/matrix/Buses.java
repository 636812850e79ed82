package org.hermescdc.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.hermescdc.it.Kafka;
import org.hermescdc.it.Nats;
import org.hermescdc.it.Rabbitmq;
import org.hermescdc.it.TcpProxy;
import org.hermescdc.plugin.bus.camel.NatsDeclarations;

/** The buses of the matrix. */
final class Buses {

    private Buses() {}

    /** One file. */
    static final class Sqlite extends Bus {

        private final Path folder;

        Sqlite(Path folder) throws IOException {
            this.folder = Files.createDirectory(folder.resolve("bus"));
        }

        @Override
        Map<String, Object> forServer() {
            return Map.of("sqlite", Map.of("settings", Map.of("uri", uri(), "retention_in_days", 1)));
        }

        @Override
        Map<String, Object> forClient() {
            return Map.of("sqlite", Map.of("settings", Map.of("uri", uri())));
        }

        private String uri() {
            return folder.resolve("bus.sqlite").toString();
        }

        @Override
        void takeAway() throws IOException {
            Files.move(folder, folder.resolveSibling("bus-away"));
        }

        @Override
        void bringBack() throws IOException {
            Files.move(folder.resolveSibling("bus-away"), folder);
        }
    }

    /** One topic. No proxy can stand before a broker that tells its clients its own address: it is killed instead. */
    static final class KafkaTopic extends Bus {

        private final Kafka.Broker broker;
        private final String topic;

        KafkaTopic(Kafka.Broker broker) {
            this.broker = broker;
            this.topic = broker.createTopic();
        }

        @Override
        Map<String, Object> forServer() {
            return Map.of("kafka", Map.of("settings", Map.of("servers", broker.address(), "topic", topic)));
        }

        @Override
        Map<String, Object> forClient() {
            return Map.of(
                    "kafka",
                    Map.of("settings", Map.of("servers", broker.address(), "topic", topic, "group_id", topic)));
        }

        @Override
        void takeAway() {
            broker.kill();
        }

        @Override
        void bringBack() throws IOException {
            broker.start();
        }
    }

    /** One stream. */
    static final class RabbitmqStream extends Bus {

        private final String stream = "matrix-" + UUID.randomUUID();
        private final TcpProxy proxy;

        RabbitmqStream(Rabbitmq.Server broker) {
            proxy = new TcpProxy(broker.port());
        }

        @Override
        Map<String, Object> forServer() {
            return Map.of(
                    "rabbitmq",
                    Map.of("settings", Map.of("host", "127.0.0.1", "port", proxy.port(), "stream", stream)));
        }

        @Override
        Map<String, Object> forClient() {
            return forServer();
        }

        @Override
        void takeAway() {
            proxy.refuse();
        }

        @Override
        void bringBack() {
            proxy.pass();
        }

        @Override
        public void close() {
            proxy.close();
        }
    }

    /** One stream, behind any endpoint of Camel. */
    static final class NatsStream extends Bus {

        private final String stream = "matrix-" + UUID.randomUUID();
        private final String subject = "hermes." + stream;
        private final TcpProxy proxy;
        private final String address;

        NatsStream(Nats.Server server) throws Exception {
            server.makeStream(stream, subject);
            proxy = new TcpProxy(server.port());
            address = server.addressAt(proxy.port());
        }

        @Override
        Map<String, Object> forServer() {
            return Map.of("camel", Map.of("settings", NatsDeclarations.producerSettings(address, stream, subject)));
        }

        @Override
        Map<String, Object> forClient() {
            return Map.of("camel", Map.of("settings", NatsDeclarations.consumerSettings(address, stream, subject)));
        }

        @Override
        void takeAway() {
            proxy.refuse();
        }

        @Override
        void bringBack() {
            proxy.pass();
        }

        @Override
        public void close() {
            proxy.close();
        }
    }
}

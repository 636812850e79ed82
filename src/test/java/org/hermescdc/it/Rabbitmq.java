package org.hermescdc.it;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A RabbitMQ broker for tests ({@code @ExtendWith(Rabbitmq.class)}, then a parameter {@code Rabbitmq.Server}): one per
 * JVM, on loopback, with the user guest; also with TLS, for clients that show the certificate. Two processes: Erlang's
 * name service, which would else outlive the broker, and the broker.
 */
public final class Rabbitmq extends TestServer<Rabbitmq.Server> {

    public Rabbitmq() {
        super(Server.class, Server::new);
    }

    /** The running broker. */
    public static final class Server implements AutoCloseable {

        private static final Duration LIMIT = Duration.ofSeconds(90);

        private final Path programs =
                TestServer.require("rabbitmq-server", "rabbitmq-server", List.of(Path.of("/usr/lib/rabbitmq/bin")));
        private final Path folder;
        private final int port = Child.freePort();
        private final int tlsPort = Child.freePort();
        private final int namesPort = Child.freePort();
        private final int distributionPort = Child.freePort();
        private final Certificates authority;
        private final Certificates certificates;
        private final Child names;
        private Child broker;

        public Server() throws IOException {
            folder = Files.createTempDirectory("hermes-rabbitmq");
            Files.createDirectory(folder.resolve("home"));
            authority = Certificates.in(Files.createDirectory(folder.resolve("authority")));
            certificates = authority.issue(folder);
            Files.writeString(folder.resolve("enabled_plugins"), "[].");
            Files.writeString(folder.resolve("advanced.config"), "[].");
            Files.writeString(folder.resolve("rabbitmq.conf"), configuration());
            names = Child.start(
                    folder.resolve("names.log"),
                    Map.of(),
                    Duration.ofSeconds(1),
                    List.of("epmd", "-address", "127.0.0.1", "-port", String.valueOf(namesPort)));
            names.awaitPort(namesPort, LIMIT);
            start();
            makeKillable();
        }

        /**
         * A broker that is killed soon after its very first stream was made does not bring it back: that it keeps streams at
         * all is safely on its disk only after some minutes, or after a clean stop.
         */
        private void makeKillable() throws IOException {
            try (Connection connection = connect();
                    Channel channel = connection.createChannel()) {
                channel.queueDeclare("first", true, false, false, Map.of("x-queue-type", "stream"));
            } catch (TimeoutException e) {
                throw new IllegalStateException(e);
            }
            broker.close();
            start();
        }

        public int port() {
            return port;
        }

        public int tlsPort() {
            return tlsPort;
        }

        /** The authority that the broker's certificate comes from. */
        public Certificates authority() {
            return authority;
        }

        /** The broker's certificate, and what it wants clients to show at {@link #tlsPort}. */
        public Certificates certificates() {
            return certificates;
        }

        /** A connection as guest, closed by the caller. */
        public Connection connect() {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setHost("127.0.0.1");
            factory.setPort(port);
            factory.setAutomaticRecoveryEnabled(false);
            try {
                return factory.newConnection();
            } catch (IOException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Puts a message into a queue. */
        public void put(String queue, String text) throws IOException {
            try (Connection connection = connect()) {
                Channel channel = connection.createChannel();
                channel.confirmSelect();
                channel.basicPublish("", queue, MessageProperties.MINIMAL_BASIC, text.getBytes(StandardCharsets.UTF_8));
                channel.waitForConfirmsOrDie(LIMIT.toMillis());
            } catch (InterruptedException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Ends the broker at once (SIGKILL). */
        public void kill() {
            broker.kill();
        }

        /** Lets the broker freeze (STOP) or go on (CONT). */
        public void signal(String name) {
            broker.signal(name);
        }

        /** Lets the broker feel short of memory above this part of all, so that it blocks those who publish. */
        public void limitMemory(String part) {
            Child.run(
                    folder.resolve("limit.log"),
                    LIMIT,
                    environment(),
                    List.of(programs.resolve("rabbitmqctl").toString(), "set_vm_memory_high_watermark", part));
        }

        /** Starts the broker on the data that it had. */
        public void start() {
            Path log = folder.resolve("broker.log");
            try {
                Files.deleteIfExists(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            String program = programs.resolve("rabbitmq-server").toString();
            broker = Child.start(log, environment(), Duration.ofSeconds(5), List.of(program));
            broker.awaitLog("completed with", LIMIT);
        }

        @Override
        public void close() {
            broker.close();
            names.close();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Map<String, String> environment() {
            Map<String, String> environment = new TreeMap<>();
            environment.put("HOME", path("home"));
            environment.put("RABBITMQ_NODENAME", "hermes" + port + "@localhost");
            environment.put("RABBITMQ_DIST_PORT", String.valueOf(distributionPort));
            environment.put("ERL_EPMD_PORT", String.valueOf(namesPort));
            environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
            environment.put("RABBITMQ_MNESIA_BASE", path("mnesia"));
            environment.put("RABBITMQ_LOG_BASE", path("log"));
            environment.put("RABBITMQ_CONFIG_FILE", path("rabbitmq.conf"));
            environment.put("RABBITMQ_ADVANCED_CONFIG_FILE", path("advanced.config"));
            environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", path("enabled_plugins"));
            environment.put("RABBITMQ_SCHEMA_DIR", path("schema"));
            environment.put("RABBITMQ_GENERATED_CONFIG_DIR", path("generated"));
            environment.put("RABBITMQ_FEATURE_FLAGS_FILE", path("feature_flags"));
            environment.put("RABBITMQ_CONF_ENV_FILE", "/dev/null");
            environment.put("RUNNING_UNDER_SYSTEMD", "1");
            environment.put(
                    "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                    "+S 2:2 +sbwt none -kernel inet_dist_use_interface {127,0,0,1}");
            return environment;
        }

        private String path(String name) {
            return folder.resolve(name).toString();
        }

        private String configuration() {
            return """
                    listeners.tcp.1 = 127.0.0.1:%d
                    listeners.ssl.1 = 127.0.0.1:%d
                    ssl_options.cacertfile = %s
                    ssl_options.certfile = %s
                    ssl_options.keyfile = %s
                    ssl_options.verify = verify_peer
                    ssl_options.fail_if_no_peer_cert = true
                    log.console = true
                    log.console.level = warning
                    log.file = false
                    disk_free_limit.absolute = 50MB
                    vm_memory_high_watermark.absolute = 512MB
                    """.formatted(
                            port, tlsPort, authority.certificate(), certificates.certificate(), certificates.key());
        }
    }
}

package org.hermescdc.it;

import io.nats.client.Connection;
import io.nats.client.Options;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A NATS server with JetStream for tests ({@code @ExtendWith(Nats.class)}, then a parameter {@code Nats.Server}): one per
 * JVM, on loopback, for one login.
 */
public final class Nats extends TestServer<Nats.Server> {

    public Nats() {
        super(Server.class, Server::new);
    }

    /** The running server. */
    public static final class Server implements AutoCloseable {

        public static final String LOGIN = "hermes";
        public static final String PASSWORD = "s3cr3t-of-nats";

        private static final Duration LIMIT = Duration.ofSeconds(20);

        private final Path program = TestServer.require(
                        "nats-server", "nats-server", List.of(Path.of("/usr/sbin"), Path.of("/usr/bin")))
                .resolve("nats-server");
        private final Path folder;
        private final int port = Child.freePort();
        private Child child;

        Server() throws IOException {
            folder = Files.createTempDirectory("hermes-nats");
            start();
        }

        /** {@code login:password@host:port}. */
        public String address() {
            return addressAt(port);
        }

        /** As {@link #address}, through a proxy. */
        public String addressAt(int proxy) {
            return LOGIN + ":" + PASSWORD + "@127.0.0.1:" + proxy;
        }

        public int port() {
            return port;
        }

        /** Starts the server on the data that it had. */
        public void start() {
            run("-js", "-sd", folder.resolve("data").toString());
        }

        /** Starts it as one that keeps no messages. */
        public void startWithoutJetStream() {
            run();
        }

        /** Ends the server at once. */
        public void kill() {
            child.kill();
        }

        /** Sends a signal by name, such as {@code STOP}. */
        public void signal(String name) {
            child.signal(name);
        }

        public Connection connect() throws IOException, InterruptedException {
            return io.nats.client.Nats.connect(new Options.Builder()
                    .server("nats://" + address())
                    .maxReconnects(-1)
                    .build());
        }

        /** Makes a stream for one subject. */
        public void makeStream(String stream, String subject) throws Exception {
            try (Connection connection = connect()) {
                connection
                        .jetStreamManagement()
                        .addStream(StreamConfiguration.builder()
                                .name(stream)
                                .subjects(subject)
                                .storageType(StorageType.File)
                                .build());
            }
        }

        @Override
        public void close() {
            child.close();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void run(String... options) {
            child = Child.start(
                    folder.resolve("server.log"),
                    Map.of(),
                    Duration.ofSeconds(5),
                    Stream.concat(
                                    Stream.of(
                                            program.toString(),
                                            "-a",
                                            "127.0.0.1",
                                            "-p",
                                            String.valueOf(port),
                                            "--user",
                                            LOGIN,
                                            "--pass",
                                            PASSWORD),
                                    Stream.of(options))
                            .toList());
            child.awaitPort(port, LIMIT);
        }
    }
}

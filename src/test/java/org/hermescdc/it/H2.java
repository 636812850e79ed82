package org.hermescdc.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** An H2 database server for tests, in a JVM of its own: one per JVM of tests, listening on loopback. */
public final class H2 extends TestServer<H2.Server> {

    public H2() {
        super(Server.class, Server::new);
    }

    /** The running server. */
    public static final class Server implements AutoCloseable {

        private static final Duration LIMIT = Duration.ofSeconds(30);

        private final Path folder;
        private final int port = Child.freePort();
        private final AtomicInteger databases = new AtomicInteger();
        private Child child;

        Server() throws IOException {
            folder = Files.createTempDirectory("hermes-h2");
            start();
        }

        public int port() {
            return port;
        }

        /** The URL of a new database, whose first user is its owner. */
        public String newDatabase(String options) {
            return "jdbc:h2:tcp://127.0.0.1:" + port + "/./test" + databases.incrementAndGet() + ";WRITE_DELAY=0"
                    + options;
        }

        /** Ends the server at once; its clients lose their connections. */
        public void stop() {
            child.kill();
        }

        /** Starts the server on the data that it had. */
        public void start() {
            child = Child.java(
                    folder.resolve("server.log"),
                    org.h2.tools.Server.class,
                    "-tcp",
                    "-tcpPort",
                    String.valueOf(port),
                    "-ifNotExists",
                    "-baseDir",
                    folder.toString());
            child.awaitPort(port, LIMIT);
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
    }
}

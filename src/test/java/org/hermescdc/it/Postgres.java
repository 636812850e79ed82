package org.hermescdc.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL server for tests ({@code @ExtendWith(Postgres.class)}, then a parameter {@code Postgres.Server}): one per
 * JVM, listening on loopback, any password accepted for the user {@code postgres}, and for other users the right one
 * asked for. A test makes its own database with {@link Server#createDatabase}.
 */
public final class Postgres extends TestServer<Postgres.Server> {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    public Postgres() {
        super(Server.class, Server::new);
    }

    /** The running server. */
    public static final class Server implements AutoCloseable {

        private final Path programs = TestServer.require("postgres", "postgresql", installations());
        private final Path folder;
        private final int port = Child.freePort();
        private final AtomicInteger databases = new AtomicInteger();
        private Child child;

        Server() throws IOException {
            folder = Files.createTempDirectory("hermes-postgres");
            List<String> initdb = new ArrayList<>(prefix());
            if (!initdb.isEmpty()) {
                Child.run(folder.resolve("chown.log"), LIMIT, List.of("chown", "postgres", folder.toString()));
            }
            initdb.addAll(List.of(program("initdb"), "-D", data(), "-U", "postgres", "-A", "trust", "-N"));
            initdb.addAll(List.of("-E", "UTF8", "--locale=C.UTF-8"));
            Child.run(folder.resolve("initdb.log"), LIMIT, initdb);
            Files.writeString(folder.resolve("data/pg_hba.conf"), """
                    host all postgres 127.0.0.1/32 trust
                    host all all 127.0.0.1/32 scram-sha-256
                    """);
            start();
        }

        public String host() {
            return "127.0.0.1";
        }

        public int port() {
            return port;
        }

        /** A new empty database; returns its name. */
        public String createDatabase() {
            String name = "test" + databases.incrementAndGet();
            execute("postgres", "CREATE DATABASE " + name);
            return name;
        }

        /** Runs statements as the user {@code postgres}, each by itself. */
        public void execute(String database, String... statements) {
            try (Connection connection = DriverManager.getConnection(url(database), "postgres", "");
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        public String url(String database) {
            return "jdbc:postgresql://" + host() + ":" + port + "/" + database;
        }

        /** Stops the server at once; its clients lose their connections. */
        public void stop() {
            child.signal("INT");
            child.awaitExit(LIMIT);
            child.close();
        }

        /** Starts the server on the data that it had. */
        public void start() {
            List<String> command = new ArrayList<>(prefix());
            command.addAll(List.of(program("postgres"), "-D", data(), "-k", folder.toString(), "-h", host()));
            command.addAll(List.of("-p", String.valueOf(port), "-c", "fsync=off", "-c", "synchronous_commit=off"));
            command.addAll(List.of("-c", "full_page_writes=off"));
            child = Child.start(folder.resolve("server.log"), Map.of(), Duration.ofSeconds(2), command);
            child.await("answer", this::answers, LIMIT);
        }

        private boolean answers() {
            try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "")) {
                return connection.isValid(1);
            } catch (SQLException notYet) {
                return false;
            }
        }

        @Override
        public void close() {
            stop();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(Server::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String program(String name) {
            return programs.resolve(name).toString();
        }

        private String data() {
            return folder.resolve("data").toString();
        }

        /** PostgreSQL refuses to run as root. */
        private static List<String> prefix() {
            return "root".equals(System.getProperty("user.name"))
                    ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
                    : List.of();
        }

        private static void delete(Path file) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Newest version first. */
        private static List<Path> installations() {
            Path versions = Path.of("/usr/lib/postgresql");
            if (!Files.isDirectory(versions)) {
                return List.of();
            }
            try (Stream<Path> folders = Files.list(versions)) {
                return folders.sorted(Comparator.reverseOrder())
                        .map(version -> version.resolve("bin"))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

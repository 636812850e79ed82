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
 * A MariaDB server for tests ({@code @ExtendWith(MariaDb.class)}, then a parameter {@code MariaDb.Server}): one per JVM,
 * listening on loopback. A test makes its own database with {@link Server#createDatabase}.
 */
public final class MariaDb extends TestServer<MariaDb.Server> {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    public MariaDb() {
        super(Server.class, Server::new);
    }

    /** The running server. */
    public static final class Server implements AutoCloseable {

        public static final String USER = "hermes";
        public static final String PASSWORD = "secret-of-tests";

        private final Path programs = TestServer.require("mariadbd", "mariadb-server", List.of(Path.of("/usr/sbin")));
        private final Path folder;
        private final int port = Child.freePort();
        private final AtomicInteger databases = new AtomicInteger();
        private Child child;

        Server() throws IOException {
            folder = Files.createTempDirectory("hermes-mariadb");
            List<String> install = new ArrayList<>(List.of(
                    programs.resolveSibling("bin").resolve("mariadb-install-db").toString(),
                    "--no-defaults",
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db",
                    "--datadir=" + data()));
            if (isRoot()) {
                Child.run(folder.resolve("chown.log"), LIMIT, List.of("chown", "mysql", folder.toString()));
            }
            install.addAll(asUser());
            Child.run(folder.resolve("install.log"), LIMIT, install);
            start();
            execute("", "CREATE USER " + USER + " IDENTIFIED BY '" + PASSWORD + "'", "GRANT ALL ON *.* TO " + USER);
        }

        public int port() {
            return port;
        }

        /** A new empty database; returns its name. */
        public String createDatabase() {
            String name = "test" + databases.incrementAndGet();
            execute("", "CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
            return name;
        }

        /** Runs statements as root, each by itself. */
        public void execute(String database, String... statements) {
            try (Connection connection = DriverManager.getConnection(url(database), "root", "");
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        public String url(String database) {
            return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
        }

        /** Ends the server at once; its clients lose their connections. */
        public void stop() {
            child.kill();
        }

        /** Starts the server on the data that it had. */
        public void start() {
            List<String> command = new ArrayList<>(List.of(
                    programs.resolve("mariadbd").toString(),
                    "--no-defaults",
                    "--datadir=" + data(),
                    "--socket=" + folder.resolve("socket"),
                    "--pid-file=" + folder.resolve("pid"),
                    "--bind-address=127.0.0.1",
                    "--port=" + port,
                    "--skip-name-resolve",
                    "--innodb-flush-log-at-trx-commit=2",
                    "--innodb-buffer-pool-size=32M"));
            command.addAll(asUser());
            child = Child.start(folder.resolve("server.log"), Map.of(), Duration.ofSeconds(5), command);
            child.await("answer", this::answers, LIMIT);
        }

        private boolean answers() {
            try (Connection connection = DriverManager.getConnection(url(""), "root", "")) {
                return connection.isValid(1);
            } catch (SQLException notYet) {
                return false;
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

        private Path data() {
            return folder.resolve("data");
        }

        private static boolean isRoot() {
            return "root".equals(System.getProperty("user.name"));
        }

        /** MariaDB refuses to run as root. */
        private static List<String> asUser() {
            return isRoot() ? List.of("--user=mysql") : List.of();
        }
    }
}

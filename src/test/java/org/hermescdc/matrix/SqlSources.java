package org.hermescdc.matrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hermescdc.it.H2;
import org.hermescdc.it.MariaDb;
import org.hermescdc.it.Postgres;
import org.hermescdc.it.TcpProxy;

/** The databases of the matrix. */
final class SqlSources {

    private SqlSources() {}

    /** One file. */
    static final class Sqlite extends SqlSource {

        private final Path file;

        Sqlite(Path folder) throws SQLException {
            super("jdbc:sqlite:" + folder.resolve("source.sqlite"), null, null);
            file = folder.resolve("source.sqlite");
            createTables("TEXT");
        }

        @Override
        Map<String, Object> declarations() {
            return Map.of("data", Map.of("type", "sqlite", "settings", Map.of("uri", file.toString())));
        }

        @Override
        String mapping(Type type, String attribute) {
            return attribute.equals("phones") ? "{{ phones.split('|') if phones else none }}" : attribute;
        }

        @Override
        Object several(Connection connection, List<?> values) {
            return values.stream().map(Object::toString).collect(Collectors.joining("|"));
        }

        @Override
        void takeAway() throws IOException {
            Files.move(file, file.resolveSibling("away"));
        }

        @Override
        void bringBack() throws IOException {
            Files.move(file.resolveSibling("away"), file);
        }
    }

    /** A database behind a proxy. */
    private abstract static class Server extends SqlSource {

        private final TcpProxy proxy;

        Server(String url, String user, String password, TcpProxy proxy) {
            super(url, user, password);
            this.proxy = proxy;
        }

        final long proxyPort() {
            return proxy.port();
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

    static final class PostgresqlSource extends Server {

        private final String database;

        PostgresqlSource(Postgres.Server server) throws SQLException {
            this(server, server.createDatabase());
        }

        private PostgresqlSource(Postgres.Server server, String database) throws SQLException {
            super(server.url(database), "postgres", "", new TcpProxy(server.port()));
            this.database = database;
            createTables("TEXT[]");
        }

        @Override
        Map<String, Object> declarations() {
            return Map.of(
                    "data",
                    Map.of(
                            "type",
                            "postgresql",
                            "settings",
                            Map.of(
                                    "server",
                                    "127.0.0.1",
                                    "port",
                                    proxyPort(),
                                    "dbname",
                                    database,
                                    "login",
                                    "postgres",
                                    "password",
                                    "any")));
        }

        @Override
        Object several(Connection connection, List<?> values) throws SQLException {
            return connection.createArrayOf("text", values.toArray());
        }
    }

    static final class MariaDbSource extends Server {

        private final String url;

        MariaDbSource(MariaDb.Server server) throws SQLException {
            this(server, server.url(server.createDatabase()), new TcpProxy(server.port()));
        }

        private MariaDbSource(MariaDb.Server server, String url, TcpProxy proxy) throws SQLException {
            super(url, MariaDb.Server.USER, MariaDb.Server.PASSWORD, proxy);
            this.url = url.replace(":" + server.port(), ":" + proxy.port());
            createTables("JSON");
        }

        @Override
        Map<String, Object> declarations() {
            return Map.of(
                    "data",
                    Map.of(
                            "type",
                            "jdbc",
                            "settings",
                            Map.of("url", url, "user", MariaDb.Server.USER, "password", MariaDb.Server.PASSWORD)));
        }

        @Override
        Object several(Connection connection, List<?> values) {
            try {
                return new ObjectMapper().writeValueAsString(values);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static final class H2Source extends Server {

        private final String url;

        H2Source(H2.Server server) throws SQLException {
            this(server, server.newDatabase(";DATABASE_TO_LOWER=TRUE"), new TcpProxy(server.port()));
        }

        private H2Source(H2.Server server, String url, TcpProxy proxy) throws SQLException {
            super(url, "sa", "secret", proxy);
            this.url = url.replace(":" + server.port(), ":" + proxy.port());
            createTables("VARCHAR(20) ARRAY");
        }

        @Override
        Map<String, Object> declarations() {
            return Map.of(
                    "data", Map.of("type", "jdbc", "settings", Map.of("url", url, "user", "sa", "password", "secret")));
        }

        @Override
        Object several(Connection connection, List<?> values) throws SQLException {
            return connection.createArrayOf("varchar", values.toArray());
        }
    }
}

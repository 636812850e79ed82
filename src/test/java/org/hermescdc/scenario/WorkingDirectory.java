package org.hermescdc.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hermescdc.contract.ClientCacheInvariant;
import org.yaml.snakeyaml.Yaml;

/** The directory that a scenario runs in: its configurations with absolute paths, its sources and its bus. */
final class WorkingDirectory {

    private static final String BUS = "bus.sqlite";

    private final Path path;
    private final Scenario scenario;
    private boolean databases;

    WorkingDirectory(Path path, Scenario scenario) throws SQLException {
        this.path = path;
        this.scenario = scenario;
        for (String file : scenario.sources().values()) {
            try (Connection created = connect(file);
                    Statement statement = created.createStatement()) {
                statement.execute("VACUUM");
            }
        }
    }

    /** All files, to the byte, but for those of the bus: it forgets old messages in its own time. */
    Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(WorkingDirectory::isKept).toList()) {
                contents.put(
                        path.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isKept(Path file) {
        return Files.isRegularFile(file) && !file.getFileName().toString().startsWith(BUS);
    }

    /** Whether the last cycle of the server succeeded, as its state file tells. */
    boolean isCycleComplete() throws IOException {
        return cache("server-cache")
                .read("_hermes-server")
                .map(state -> !state.hasNonNull("exception"))
                .orElse(false);
    }

    /** What is in the client's cache that must not be so. */
    List<String> breaches() throws IOException {
        return ClientCacheInvariant.breaches(path.resolve("client-cache"));
    }

    /** Configurations say from now on that caches are in SQLite files. */
    void useDatabases() {
        databases = true;
    }

    CacheFiles cache(String name) {
        return new CacheFiles(path.resolve(name));
    }

    /** A copy of a configuration whose paths lead here. */
    Path configuration(String file) throws IOException {
        Object content = new Yaml().load(Files.readString(scenario.folder().resolve(file)));
        makeAbsolute(content);
        if (databases) {
            putIntoDatabase(content);
        }
        return Files.writeString(path.resolve(file), new Yaml().dump(content));
    }

    void sql(String source, List<?> statements) throws SQLException {
        try (Connection connection = connect(scenario.sources().get(source));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (Object sql : statements) {
                statement.execute((String) sql);
            }
            connection.commit();
        }
    }

    /** A message of the bus, as the server wrote it. */
    record Message(long offset, LocalDateTime timestamp, String json) {}

    /** The messages from {@code offset} on. */
    List<Message> messages(long offset) throws SQLException {
        List<Message> messages = new ArrayList<>();
        if (!Files.exists(path.resolve(BUS))) {
            return messages;
        }
        try (Connection connection = connect(BUS);
                Statement statement = connection.createStatement()) {
            if (hasMessages(statement)) {
                read(statement, offset, messages);
            }
        }
        return messages;
    }

    /** The server makes the table when it has something to say. */
    private static boolean hasMessages(Statement statement) throws SQLException {
        try (ResultSet table = statement.executeQuery("SELECT 1 FROM sqlite_master WHERE name = 'hermesmessages'")) {
            return table.next();
        }
    }

    private static void read(Statement statement, long offset, List<Message> messages) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT msgid, timestamp, data FROM hermesmessages WHERE msgid >= " + offset + " ORDER BY msgid")) {
            while (rows.next()) {
                Instant timestamp = Instant.ofEpochMilli(Math.round(rows.getDouble(2) * 1000));
                messages.add(new Message(
                        rows.getLong(1), LocalDateTime.ofInstant(timestamp, ZoneOffset.UTC), rows.getString(3)));
            }
        }
    }

    private Connection connect(String file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + path.resolve(file));
    }

    @SuppressWarnings("unchecked")
    private static void putIntoDatabase(Object content) {
        Object hermes = ((Map<?, ?>) content).get("hermes");
        if (hermes instanceof Map<?, ?> section && section.get("cache") instanceof Map<?, ?> cache) {
            Map<String, Object> settings = (Map<String, Object>) cache;
            settings.put("backend", "jdbc");
            settings.put("jdbc", Map.of("url", CacheInDatabase.url((String) cache.get("dirpath"))));
        }
    }

    @SuppressWarnings("unchecked")
    private void makeAbsolute(Object node) {
        if (node instanceof Map<?, ?> map) {
            ((Map<String, Object>) map)
                    .replaceAll((key, value) -> (key.equals("dirpath") || key.equals("uri")) && value instanceof String
                            ? path.resolve((String) value).toString()
                            : value);
            map.values().forEach(this::makeAbsolute);
        } else if (node instanceof List<?> list) {
            list.forEach(this::makeAbsolute);
        }
    }
}

package org.hermescdc.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hermescdc.HermesServer;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.core.event.EventJson;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.it.SqliteFile;
import org.hermescdc.ops.Notifier;
import org.hermescdc.spi.BusProducer;
import org.hermescdc.store.FileStore;
import org.hermescdc.store.JdbcStore;
import org.hermescdc.store.Store;
import org.hermescdc.store.WatchedDisk;

/**
 * A folder with all that a server has: configuration, a source with the types SRVUsers and SRVGroups, the bus, the cache.
 * SRVGroups has a {@code commit_one}, which the source notes in its table {@code committed}.
 */
record CrashSite(Path folder) {

    static final int BATCH = 4;

    private static final String DATABASE = "cache/cache.db";

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2031-03-03T08:00:00Z"), ZoneOffset.UTC);
    private static final int USERS = 90;
    private static final int GROUPS = 30;

    /** Makes a server that has filled its cache, in files, and sent an initsync. */
    static CrashSite make(Path folder) {
        return filled(new CrashSite(create(folder)));
    }

    /** Makes a server that has filled its cache, a SQLite file, and sent an initsync. */
    static CrashSite makeInDatabase(Path folder) {
        CrashSite site = new CrashSite(create(folder));
        create(folder.resolve("cache"));
        try {
            Files.createFile(site.databaseMark());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return filled(site);
    }

    private static CrashSite filled(CrashSite site) {
        List<String> rows = new ArrayList<>(List.of(
                "CREATE TABLE users (id INTEGER PRIMARY KEY, login TEXT, dept TEXT)",
                "CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE TABLE committed (id INTEGER)"));
        for (int id = 1; id <= USERS; id++) {
            rows.add("INSERT INTO users VALUES (" + id + ", 'user" + id + "', 'physics')");
        }
        for (int id = 1; id <= GROUPS; id++) {
            rows.add("INSERT INTO teams VALUES (" + id + ", 'team" + id + "')");
        }
        site.source().execute(rows.toArray(String[]::new));
        site.configure(false);
        HermesServer server = site.server();
        server.start();
        server.cycle();
        server.initsync();
        server.stop();
        return site;
    }

    /** Makes what the work has to do: other data, or another datamodel. */
    void prepare(Work work, int seed) {
        if (work == Work.CYCLE) {
            changeData(new Random(seed));
        }
        configure(work == Work.SCHEMA_CHANGE);
    }

    CrashSite copy(Path target) {
        create(target.resolve("cache"));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(folder.relativize(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CrashSite(target);
    }

    /** Whether the cache is in a database; for the process to be killed too, and for copies. */
    private boolean isInDatabase() {
        return Files.exists(databaseMark());
    }

    private Path databaseMark() {
        return folder.resolve("in-database");
    }

    HermesServer server() {
        return server(UnaryOperator.identity(), UnaryOperator.identity(), notification -> {});
    }

    HermesServer server(
            UnaryOperator<Store> storeDecoration, UnaryOperator<BusProducer> busDecoration, Notifier notifier) {
        Path file = folder.resolve("hermes-server-config.yml");
        return new HermesServer(
                new ConfigLoader(PluginCatalog.installed(folder), Map.of("SITE", folder.toString())).loadServer(file),
                CLOCK,
                notifier,
                storeDecoration,
                busDecoration);
    }

    SqliteFile source() {
        return new SqliteFile(folder.resolve("hr.sqlite"));
    }

    /** The source, and the datamodel, are again what they are at {@code other}. */
    void goBackTo(CrashSite other) {
        try {
            Files.copy(
                    other.folder.resolve("hr.sqlite"),
                    folder.resolve("hr.sqlite"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        configure(false);
    }

    /** The cache that the server has opened, so that it says what it is about to do and what it has done. */
    Store watched(Store opened, Consumer<Step> told) {
        if (isInDatabase()) {
            return new WatchedStore(opened, told);
        }
        opened.close();
        Store watched = WatchedDisk.open(options(), () -> {}, () -> told.accept(Step.AMID_RECORD));
        return new WatchedStore(watched, told);
    }

    private FileStore.Options options() {
        return new FileStore.Options(folder.resolve("cache"), 0027, false, 1);
    }

    /** What is on the bus after its first {@code before} messages. */
    List<String> eventsAfter(int before) {
        List<String> events = events();
        return events.subList(before, events.size());
    }

    /** What is on the bus. */
    List<String> events() {
        return new SqliteFile(folder.resolve("bus.sqlite"))
                .rows("SELECT data FROM hermesmessages ORDER BY msgid").stream()
                        .map(row -> row.get("data").toString())
                        .toList();
    }

    /** Where a {@link CrashingServer} writes down what was acknowledged, an event a line. */
    Path acknowledged() {
        return folder.resolve("acknowledged");
    }

    /** What a client knows that has read the whole bus: type → key → entry. */
    Map<String, Map<Key, Entry>> told() {
        return told(events());
    }

    /** What a client knows that has read the events: type → key → entry. */
    static Map<String, Map<Key, Entry>> told(List<String> events) {
        Map<String, Map<Key, Entry>> told = new TreeMap<>();
        events.forEach(event -> Replay.apply(told, EventJson.read(event)));
        return told;
    }

    /** What the source has, by the datamodel that was prepared for the work: type → key → entry. */
    Map<String, Map<Key, Entry>> sourced(Work work) {
        Map<String, Map<Key, Entry>> sourced = new TreeMap<>();
        boolean changed = work == Work.SCHEMA_CHANGE;
        sourced.put("SRVUsers", rows("SELECT * FROM users", changed ? "login" : "id"));
        if (!changed) {
            sourced.put("SRVGroups", rows("SELECT * FROM teams", "id"));
        }
        return sourced;
    }

    /** The cache of the server, which must not run. */
    Store cache() {
        return isInDatabase()
                ? JdbcStore.open(new JdbcStore.Options(
                        "jdbc:sqlite:" + folder.resolve(DATABASE), Optional.empty(), Optional.empty(), "hermes-server"))
                : FileStore.open(options());
    }

    /** What the cache has; no server may run. */
    Map<String, Map<Key, Entry>> cached(Work work) {
        Map<String, Map<Key, Entry>> cached = new TreeMap<>();
        try (Store store = cache()) {
            sourced(work).forEach((type, rows) -> {
                String key = type.equals("SRVUsers") && work == Work.SCHEMA_CHANGE ? "login" : "id";
                Map<Key, Entry> entries = new HashMap<>();
                store.entries(type, List.of(key)).forEach(entries::put);
                cached.put(type, entries);
            });
        }
        return cached;
    }

    private Map<Key, Entry> rows(String query, String key) {
        Map<Key, Entry> rows = new HashMap<>();
        source().rows(query).forEach(row -> rows.put(Key.of(row.get(key)), Entry.of(row)));
        return rows;
    }

    /** The id of a SRVGroups entry → how often {@code commit_one} ran for it. */
    Map<Object, Integer> commits() {
        Map<Object, Integer> commits = new HashMap<>();
        source().rows("SELECT id FROM committed").forEach(row -> commits.merge(row.get("id"), 1, Integer::sum));
        return commits;
    }

    /** A folder of routes, in which the datasource's route says when it runs a {@code commit_one}. */
    Path routes() {
        Path routes = folder.resolve("routes");
        String step = "                  - to:\n                      id: run-change\n";
        try {
            String sql = Files.readString(Path.of("routes/datasource/sql.camel.yaml"));
            if (!sql.contains(step)) {
                throw new IllegalStateException("sql.camel.yaml has no step run-change in its last choice");
            }
            create(routes.resolve("datasource"));
            Files.writeString(
                    routes.resolve("datasource/sql.camel.yaml"),
                    sql.replace(step, call("beforeCommitOne") + step) + call("afterCommitOne"));
            return routes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String call(String method) {
        return """
                                  - bean:
                                      id: %1$s
                                      beanType: %2$s
                                      method: %1$s
                """.formatted(method, CrashingServer.class.getName());
    }

    private void changeData(Random random) {
        List<String> changes = new ArrayList<>();
        for (int id = 1; id <= USERS; id++) {
            switch (random.nextInt(3)) {
                case 0 -> changes.add("DELETE FROM users WHERE id = " + id);
                case 1 -> changes.add("UPDATE users SET dept = 'maths' WHERE id = " + id);
                default ->
                    changes.add("INSERT INTO users VALUES (" + (USERS + id) + ", 'user" + (USERS + id) + "', 'law')");
            }
        }
        for (int id = 1; id <= GROUPS; id += 1 + random.nextInt(3)) {
            changes.add("DELETE FROM teams WHERE id = " + id);
            changes.add("INSERT INTO teams VALUES (" + (GROUPS + id) + ", 'team" + (GROUPS + id) + "')");
        }
        source().execute(changes.toArray(String[]::new));
    }

    /** @param changed whether SRVGroups is gone, and SRVUsers has another primary key */
    private void configure(boolean changed) {
        String head = """
                hermes:
                  cache:
                    dirpath: "${env:SITE}/cache"
                    enable_compression: false
                    backup_count: 1
                    backend: %s
                    jdbc: {url: "jdbc:sqlite:${env:SITE}/%s"}
                  logs: {logfile: null}
                  plugins:
                    datasources:
                      hr: {type: sqlite, settings: {uri: "${env:SITE}/hr.sqlite"}}
                    messagebus:
                      sqlite: {settings: {uri: "${env:SITE}/bus.sqlite", retention_in_days: 30}}
                hermes-server:
                  updateInterval: 3600
                  batch_size: %d
                  datamodel:
                """.formatted(isInDatabase() ? "jdbc" : "files", DATABASE, BATCH);
        String users = type("SRVUsers", changed ? "login" : "id", "users", "{id: id, login: login, dept: dept}");
        String groups = type("SRVGroups", "id", "teams", "{id: id, name: name}") + """
                          commit_one:
                            type: modify
                            query: INSERT INTO committed VALUES (:id)
                            vars: {id: "{{ ITEM_FETCHED_VALUES.id }}"}
                """;
        try {
            Files.writeString(folder.resolve("hermes-server-config.yml"), head + users + (changed ? "" : groups));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String name, String primaryKey, String table, String mapping) {
        return """
                    %s:
                      primarykeyattr: %s
                      sources:
                        hr:
                          fetch: {type: fetch, query: SELECT * FROM %s}
                          attrsmapping: %s
                """.formatted(name, primaryKey, table, mapping);
    }

    private static Path create(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

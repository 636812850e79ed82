package org.hermescdc.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hermescdc.HermesClient;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.Category;
import org.hermescdc.core.event.EventJson;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.it.SqliteFile;
import org.hermescdc.ops.QueueReport;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.store.FileStore;
import org.hermescdc.store.Store;
import org.hermescdc.store.WatchedDisk;

/**
 * A folder with all that a client has: configuration, the bus, the cache, a target. Two local types are made from SRVUsers,
 * one from SRVGroups; the trashbin is on.
 */
record ClientSite(Path folder) {

    private static final Instant START = Instant.parse("2031-03-03T08:00:00Z");
    private static final int USERS = 8;
    private static final int GROUPS = 4;
    private static final int TURNS = 4;

    /** Makes a site that has everything behind it but the work. */
    static ClientSite make(Path folder, ClientWork work, int seed) {
        ClientSite site = new ClientSite(folder);
        try {
            Files.createDirectories(folder.resolve("cache"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        site.configure(false);
        new SqliteFile(folder.resolve("bus.sqlite"))
                .execute("CREATE TABLE hermesmessages"
                        + " (msgid INTEGER PRIMARY KEY AUTOINCREMENT, data TEXT NOT NULL, timestamp REAL NOT NULL)");
        site.prepare(work, new Random(seed));
        return site;
    }

    private void prepare(ClientWork work, Random random) {
        initsync();
        if (work == ClientWork.INITSYNC) {
            return;
        }
        live(ClientWork.INITSYNC);
        switch (work) {
            case EVENTS -> change(random);
            case RETRY, DROP -> {
                change(random);
                target().goDown();
                live(ClientWork.EVENTS);
                target().comeUp();
            }
            case PURGE -> {
                for (int id = 1 + random.nextInt(2); id <= USERS; id += 2) {
                    put(new Event.Removed("SRVUsers", Key.of(id)));
                }
                live(ClientWork.EVENTS);
            }
            case DATAMODEL -> configure(true);
            case SCHEMA -> {
                put(new Event.Removed("SRVGroups", Key.of(1 + random.nextInt(GROUPS))));
                live(ClientWork.EVENTS);
                put(new Event.SchemaChanged(new DataSchema(Map.of("SRVUsers", users("login")))));
                put(modified(Key.of("user" + (1 + random.nextInt(USERS))), "dept", "law"));
            }
            default -> throw new IllegalArgumentException(work.name());
        }
    }

    ClientSite copy(Path copied) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Path to = copied.resolve(folder.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ClientSite(copied);
    }

    LoggedTarget target() {
        return new LoggedTarget(folder, step -> {});
    }

    /** Starts a client that does the work, and stops it. */
    void live(ClientWork work) {
        live(work, step -> {});
    }

    /** @param told of each step; it may end the process */
    void live(ClientWork work, Consumer<ClientStep> told) {
        LoggedTarget target = new LoggedTarget(folder, told);
        PluginCatalog installed = PluginCatalog.installed(folder);
        Map<String, Supplier<EventHandler>> handlers = new HashMap<>(installed.handlers());
        handlers.put(target.name(), () -> target);
        PluginCatalog catalog = new PluginCatalog(
                installed.dataSources(), installed.buses(), handlers, installed.filters(), installed.routeHandlers());
        HermesClient client = new HermesClient(
                new ConfigLoader(catalog, Map.of("SITE", folder.toString()))
                        .loadClient(folder.resolve("hermes-client-logged-config.yml"), target.name()),
                Clock.fixed(START.plus(work.later()), ZoneOffset.UTC),
                notification -> {},
                Optional.of(target),
                real -> watched(real, told),
                UnaryOperator.identity());
        if (work == ClientWork.DROP) {
            dropAll(client);
        }
        for (int turn = 0; turn < TURNS; turn++) {
            client.iterate();
        }
        client.stop();
    }

    /** Drops one entry after the other, as far as none waits for another one. */
    private static void dropAll(HermesClient client) {
        QueueReport queue;
        do {
            queue = answer(client, client.requestErrors(USERS * USERS));
            queue.entries().stream()
                    .filter(entry -> entry.waitsFor() == null)
                    .forEach(entry -> answer(client, client.requestDrop(entry.number(), Optional.empty())));
        } while (queue.events() > 0);
    }

    /** As the loop answers between two events. */
    private static <T> T answer(HermesClient client, CompletionStage<T> asked) {
        client.control().proceed();
        return asked.toCompletableFuture().join();
    }

    private Store watched(Store real, Consumer<ClientStep> told) {
        real.close();
        Store watched = WatchedDisk.open(
                new FileStore.Options(folder.resolve("cache"), 0027, false, 1),
                () -> told.accept(ClientStep.AMID_SAVE),
                () -> told.accept(ClientStep.AMID_RECORD));
        return new WatchedStore(watched, step -> {
            switch (step) {
                case BEFORE_APPLY -> told.accept(ClientStep.BEFORE_RECORD);
                case AFTER_APPLY -> told.accept(ClientStep.AFTER_RECORD);
                case BEFORE_SAVE -> told.accept(ClientStep.BEFORE_SAVE);
                case AFTER_SAVE -> told.accept(ClientStep.AFTER_SAVE);
                default -> throw new IllegalArgumentException(step.name());
            }
        });
    }

    /** The files of the cache at rest: name → text. */
    Map<String, String> files() {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().matches(".*\\.\\d+\\.json")) {
                    texts.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private void initsync() {
        Map<String, DataSchema.DataType> types = new TreeMap<>();
        types.put("SRVUsers", users("id"));
        types.put("SRVGroups", new DataSchema.DataType(List.of("id", "name"), List.of(), List.of("id"), Map.of()));
        put(new Event.InitStart(new DataSchema(types)));
        for (int id = 1; id <= USERS; id++) {
            put(new Event.Added(Category.INITSYNC, "SRVUsers", Key.of(id), user(id)));
        }
        for (int id = 1; id <= GROUPS; id++) {
            Entry group = Entry.of(Map.of("id", id, "name", "team" + id));
            put(new Event.Added(Category.INITSYNC, "SRVGroups", Key.of(id), group));
        }
        put(new Event.InitStop());
    }

    private static DataSchema.DataType users(String primaryKey) {
        return new DataSchema.DataType(List.of("dept", "id", "login"), List.of(), List.of(primaryKey), Map.of());
    }

    private static Entry user(int id) {
        return Entry.of(Map.of("id", id, "login", "user" + id, "dept", "physics"));
    }

    private static Event modified(Key key, String attribute, Object value) {
        return new Event.Modified(
                "SRVUsers", key, new EntryDelta(Entry.EMPTY, Entry.of(Map.of(attribute, value)), java.util.Set.of()));
    }

    /** Each user has something happen to it. */
    private void change(Random random) {
        for (int id = 1; id <= USERS; id++) {
            switch (random.nextInt(3)) {
                case 0 -> put(new Event.Removed("SRVUsers", Key.of(id)));
                case 1 -> put(modified(Key.of(id), "dept", "maths"));
                default -> put(new Event.Added(Category.BASE, "SRVUsers", Key.of(USERS + id), user(USERS + id)));
            }
        }
    }

    private void put(Event event) {
        new SqliteFile(folder.resolve("bus.sqlite"))
                .execute("INSERT INTO hermesmessages (data, timestamp) VALUES ('" + EventJson.write(event) + "', "
                        + START.getEpochSecond() + ")");
    }

    /** @param changed whether Boxes is gone, and Users has another mapping */
    private void configure(boolean changed) {
        List<String> types = new ArrayList<>();
        types.add("""
                    Users:
                      hermesType: SRVUsers
                      attrsmapping: {login: login, dept: %s}
                """.formatted(changed ? "\"{{ dept ~ '!' }}\"" : "dept"));
        if (!changed) {
            types.add("""
                        Boxes:
                          hermesType: SRVUsers
                          attrsmapping: {box: login, dept: dept}
                    """);
        }
        types.add("""
                    Groups:
                      hermesType: SRVGroups
                      attrsmapping: {name: name}
                """);
        String head = """
                hermes:
                  cache: {dirpath: "${env:SITE}/cache", enable_compression: false, backup_count: 1}
                  logs: {logfile: null}
                  plugins:
                    messagebus:
                      sqlite: {settings: {uri: "${env:SITE}/bus.sqlite"}}
                hermes-client:
                  updateInterval: 1
                  errorQueue_retryInterval: 1
                  trashbin_purgeInterval: 1
                  trashbin_retention: 2
                  datamodel:
                """;
        try {
            Files.writeString(
                    folder.resolve("hermes-client-logged-config.yml"),
                    head + String.join("", types).indent(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Duration limit() {
        return Duration.ofMinutes(2);
    }
}

package org.hermescdc.camel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hermescdc.HermesClient;
import org.hermescdc.TestClock;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.config.Safeguards;
import org.hermescdc.contract.ClientCacheInvariant;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.errorqueue.Autoremediation;
import org.hermescdc.core.errorqueue.ForeignKeysPolicy;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.Category;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.Values;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.translate.Datamodel;
import org.hermescdc.core.translate.FakeTemplate;
import org.hermescdc.core.translate.LocalType;
import org.hermescdc.spi.Settings;
import org.hermescdc.store.ErrorQueueFormat;
import org.hermescdc.store.FileKind;
import org.hermescdc.store.FileStore;
import org.hermescdc.store.Store;

/** A client over a cache directory of its own, a bus in memory, and a target that records. */
final class ClientFixture implements AutoCloseable {

    static final DataSchema SCHEMA = new DataSchema(Map.of(
            "SRVUsers",
            new DataSchema.DataType(
                    List.of("id", "login", "mail", "password"), List.of("password"), List.of("id"), Map.of())));

    final MemoryBus bus = new MemoryBus();
    final Recorder target = new Recorder();
    final List<String> told = new ArrayList<>();
    final TestClock clock = new TestClock();
    private final Path directory;
    private final Duration retention;
    private final Map<String, LocalType> types = new LinkedHashMap<>();
    boolean useFirstSequence;
    Duration updateInterval = Duration.ofSeconds(1);
    Autoremediation autoremediation = Autoremediation.DISABLED;
    private final Map<Object, Datamodel> datamodels = new HashMap<>();
    Safeguards safeguards = Safeguards.OFF;
    UnaryOperator<Store> storeDecoration = UnaryOperator.identity();
    HermesClient client;

    ClientFixture(Path directory, Duration retention) {
        this.directory = directory;
        this.retention = retention;
        type("Users", Map.of("login", FakeTemplate.plain("login"), "mail", FakeTemplate.plain("mail")));
    }

    void type(String name, Map<String, Template> attributes) {
        type(name, "SRVUsers", attributes);
    }

    void type(String name, String remoteType, Map<String, Template> attributes) {
        types.put(name, new LocalType(name, remoteType, Optional.empty(), attributes));
    }

    /** Takes a local type out of the datamodel, from the next start on. */
    void dropType(String name) {
        types.remove(name);
    }

    void start() {
        client = new HermesClient(
                config(), clock, note -> told.add(note.subject()), Optional.of(target), storeDecoration, real -> bus);
    }

    /** As after kill -9: nothing is saved. */
    void die() {
        client.close();
        client = null;
    }

    /** One turn of the loop; what must hold after each one is checked. */
    void turn() {
        client.iterate();
        try {
            assertThat(ClientCacheInvariant.breaches(directory)).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A turn that comes an interval later, so that the error queue is retried and the trashbin purged. */
    void retry() {
        clock.advance(Duration.ofMinutes(60));
        turn();
    }

    void put(Event... events) {
        bus.put(clock.instant(), events);
    }

    /** An initsync sequence of users with these keys. */
    void putInitsync(int... keys) {
        put(new Event.InitStart(SCHEMA));
        for (int key : keys) {
            put(new Event.Added(Category.INITSYNC, "SRVUsers", Key.of(key), user(key)));
        }
        put(new Event.InitStop());
    }

    static Entry user(int key) {
        return Entry.of(Map.of("id", key, "login", "u" + key));
    }

    static Event added(int key) {
        return new Event.Added(Category.BASE, "SRVUsers", Key.of(key), user(key));
    }

    static Event modified(int key, String attribute, Object value) {
        EntryDelta delta = new EntryDelta(Entry.EMPTY, Entry.of(Map.of(attribute, value)), Set.of());
        return new Event.Modified("SRVUsers", Key.of(key), delta);
    }

    static Event removed(int key) {
        return new Event.Removed("SRVUsers", Key.of(key));
    }

    /** The rows of a table in the cache, by key; the client must not run. */
    Map<Key, Entry> cached(String table, String... key) {
        Map<Key, Entry> rows = new LinkedHashMap<>();
        try (Store store = openStore()) {
            var opened = store.entries(table, List.of(key));
            opened.keys().forEach(k -> rows.put(k, opened.get(k)));
        }
        return rows;
    }

    /** The numbers of the entries in the error queue; the client must not run. */
    List<Long> queued() {
        try (Store store = openStore()) {
            return store.table("_errorqueue", ErrorQueueFormat.INSTANCE, FileKind.PRIVATE_DATA)
                    .keys();
        }
    }

    /** A field of the client's state file; the client must not run. */
    Object state(String field) {
        try (Store store = openStore()) {
            return store.fields("_hermes-client-test", FileKind.STATE).get(field);
        }
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }

    private Store openStore() {
        return FileStore.open(new FileStore.Options(directory, 0077, false, 0));
    }

    /** The datamodel in a form that can be kept, and found again. */
    private Map<String, Object> effective() {
        Map<String, Object> tree = new LinkedHashMap<>();
        types.forEach((name, type) -> {
            Map<String, Object> attributes = new LinkedHashMap<>();
            type.attributes().forEach((attribute, template) -> attributes.put(attribute, template.toString()));
            tree.put(name, Map.of("hermesType", type.remoteType(), "attrsmapping", attributes));
        });
        Map<String, Object> client = Map.of("datamodel", tree);
        datamodels.put(Values.normalize(client), new Datamodel(types));
        return Map.of("hermes-client", client);
    }

    private ClientConfig config() {
        return config(
                directory,
                autoremediation,
                ForeignKeysPolicy.ON_REMOVE_EVENT,
                retention,
                updateInterval,
                useFirstSequence,
                safeguards,
                new Datamodel(types),
                effective(),
                kept -> datamodels.get(kept.get("hermes-client")));
    }

    /**
     * The configuration of a client that has its cache in {@code directory}.
     *
     * @param kept gives the datamodel of an effective configuration that the cache kept
     */
    static ClientConfig config(
            Path directory,
            Autoremediation autoremediation,
            ForeignKeysPolicy foreignKeysPolicy,
            Duration retention,
            Duration updateInterval,
            boolean useFirstSequence,
            Safeguards safeguards,
            Datamodel datamodel,
            Map<String, Object> effective,
            Function<Map<String, Object>, Datamodel> kept) {
        HermesConfig hermes = new HermesConfig(
                0077,
                new HermesConfig.Cache(directory, false, 0, 1 << 20, HermesConfig.Cache.Backend.FILES, Settings.EMPTY),
                Optional.empty(),
                new HermesConfig.Logs(Optional.empty(), 7, HermesConfig.Logs.Verbosity.INFO, 256, false),
                Optional.empty(),
                Template.Results.NATIVE,
                Map.of(),
                Map.of(),
                new HermesConfig.Plugin("sqlite", new Settings(Map.of("uri", directory.resolve("bus") + ".sqlite"))),
                Optional.empty(),
                Optional.empty(),
                new HermesConfig.Retry(Duration.ofSeconds(60), Duration.ofSeconds(60)));
        return new ClientConfig(
                hermes,
                "test",
                "recorder",
                autoremediation,
                foreignKeysPolicy,
                Duration.ofMinutes(60),
                Duration.ofMinutes(60),
                retention,
                updateInterval,
                useFirstSequence,
                false,
                safeguards,
                datamodel,
                Settings.EMPTY,
                List.of(),
                effective,
                kept);
    }

    /** Moves only when told. */
}

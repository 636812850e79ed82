package org.hermescdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.event.Event;
import org.hermescdc.it.SqliteFile;
import org.hermescdc.ops.Logging;
import org.hermescdc.ops.Notification;
import org.hermescdc.ops.StatusReport;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusProducer;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.On;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A secret goes through a whole life of server and client, with all their failures: where does it stand then? */
class SecretCanaryTest {

    /** Its length is a multiple of 3: the Base64 form of a longer secret begins with that of this one. */
    private static final String CANARY = "kanari\"7\\f3z";

    private static final List<String> FORMS = List.of(
            CANARY,
            CANARY.replace("\\", "\\\\").replace("\"", "\\\""),
            Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8)));

    private static final Instant START = Instant.parse("2031-03-03T08:00:00Z");

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();
    private final TreeSet<String> places = new TreeSet<>();
    private final Target target = new Target();
    private SqliteFile source;
    private boolean busDown;
    private boolean targetDown;

    @BeforeEach
    void fill() throws IOException {
        source = new SqliteFile(folder.resolve("hr.sqlite"));
        source.execute("CREATE TABLE people (id INTEGER, login TEXT, pw TEXT)");
        insert(1);
        insert(2);
        Files.writeString(folder.resolve("client.yml"), """
                hermes:
                  umask: 0027
                  cache: {dirpath: %1$s/client, enable_compression: false, backup_count: 2}
                  logs: {logfile: %1$s/client.log, verbosity: debug}
                  plugins:
                    messagebus:
                      sqlite: {settings: {uri: %1$s/bus.sqlite}}
                hermes-client:
                  errorQueue_retryInterval: 1
                  datamodel:
                    Users:
                      hermesType: SRVUsers
                      attrsmapping: {id: id, login: login, password: password}
                    Pins:
                      hermesType: SRVUsers
                      attrsmapping: {id: id, pin: "{{ password | int(default=none) + 1 }}"}
                """.formatted(folder));
    }

    @AfterEach
    void restoreTheLog() throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    @Test
    void letsASecretStandOnlyWhereItMay() {
        serve();
        follow();

        assertThat(FORMS).noneMatch(form -> told.stream().anyMatch(text -> text.contains(form)));
        assertThat(places).contains("hr.sqlite", "bus.sqlite", "client/_errorqueue.json", "client/_journal");
        assertThat(places)
                .allMatch(place -> place.matches(
                        "hr\\.sqlite.*|bus\\.sqlite.*|client/_errorqueue(\\.\\d+)?\\.json|client/_journal"));
        assertThat(folder.resolve("client.log")).exists();
        assertThat(folder.resolve("server.log")).content().contains("<SECRET_VALUE(string)>");
    }

    /** A server's first cycle, an initsync, and each of its failures; restarts between them. */
    private void serve() {
        HermesServer server = server("");
        server.start();
        server.cycle();
        server.initsync();
        source.execute("ALTER TABLE people RENAME TO away");
        expectFailure(server::cycle);
        source.execute("ALTER TABLE away RENAME TO people");
        insert(3);
        busDown = true;
        expectFailure(server::cycle);
        expectFailure(server::initsync);
        tell(server.status(true));
        server.stop();
        scan();

        HermesServer broken = server("            code: \"{{ pw | int(default=none) + 1 }}\"\n");
        expectFailure(broken::start);
        busDown = false;
        broken.start();
        expectFailure(broken::cycle);
        tell(broken.status(true));
        broken.close();
        scan();

        HermesServer again = server("");
        again.start();
        again.cycle();
        source.execute("UPDATE people SET pw = pw || '-new' WHERE id = 1");
        insert(3);
        insert(4);
        again.cycle();
        again.cycle();
        tell(again.status(true));
        again.stop();
        scan();
    }

    /** A client whose target is down, and templates that fail over the secret; then a retry after a restart. */
    private void follow() {
        targetDown = true;
        for (Duration later : List.of(Duration.ZERO, Duration.ofMinutes(10), Duration.ofMinutes(20))) {
            HermesClient client = client(START.plus(later));
            for (int turn = 0; turn < 3; turn++) {
                client.iterate();
                tell(client.status(true));
                scan();
            }
            client.stop();
            scan();
            targetDown = later.isZero();
        }
        assertThat(target.calls).contains("Users[3] added");
    }

    private void insert(int id) {
        source.execute("INSERT INTO people VALUES (" + id + ", 'login" + id + "', '" + CANARY + id + "')");
    }

    private void expectFailure(Runnable action) {
        assertThatExceptionOfType(HermesException.class).isThrownBy(action::run).satisfies(failure -> {
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));
            told.add(text.toString());
        });
    }

    private void tell(StatusReport status) {
        told.add(status.tree(true).toString());
    }

    private void tell(Notification notification) {
        told.add(notification.toString());
    }

    /** Notes the files in which the secret stands now; those of ours are for their owner only. */
    private void scan() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                if (FORMS.stream().anyMatch(content::contains)) {
                    String place = folder.relativize(file).toString();
                    places.add(place);
                    if (place.startsWith("client/")) {
                        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                .as(place)
                                .isEqualTo("rw-------");
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HermesServer server(String moreAttributes) {
        ServerConfig config = load(moreAttributes);
        Logging.configure(config.hermes().logs(), 0027, ZoneOffset.UTC);
        return new HermesServer(
                config, Clock.fixed(START, ZoneOffset.UTC), this::tell, store -> store, FailingBus::new);
    }

    private ServerConfig load(String moreAttributes) {
        String text = """
                hermes:
                  umask: 0027
                  cache: {dirpath: %1$s/server, enable_compression: false, backup_count: 2}
                  logs: {logfile: %1$s/server.log, verbosity: debug}
                  plugins:
                    datasources:
                      hr: {type: sqlite, settings: {uri: %1$s/hr.sqlite}}
                    messagebus:
                      sqlite: {settings: {uri: %1$s/bus.sqlite, retention_in_days: 30}}
                hermes-server:
                  updateInterval: 3600
                  datamodel:
                    SRVUsers:
                      primarykeyattr: id
                      on_merge_conflict: use_cached_entry
                      sources:
                        hr:
                          fetch: {type: fetch, query: SELECT * FROM people}
                          secrets_attrs: [password]
                          attrsmapping:
                            id: id
                            login: login
                            password: pw
                """.formatted(folder) + moreAttributes;
        try {
            Path file = Files.writeString(folder.resolve("server.yml"), text);
            return new ConfigLoader(catalog(), Map.of()).loadServer(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HermesClient client(Instant now) {
        ClientConfig config = new ConfigLoader(catalog(), Map.of()).loadClient(folder.resolve("client.yml"), "target");
        Logging.configure(config.hermes().logs(), 0027, ZoneOffset.UTC);
        return new HermesClient(config, Clock.fixed(now, ZoneOffset.UTC), this::tell, Optional.of(target));
    }

    private PluginCatalog catalog() {
        PluginCatalog installed = PluginCatalog.installed(folder);
        return new PluginCatalog(
                installed.dataSources(),
                installed.buses(),
                installed.handlers(),
                installed.filters(),
                Map.of("target", Optional.empty()));
    }

    private final class FailingBus implements BusProducer {

        private final BusProducer producer;

        FailingBus(BusProducer producer) {
            this.producer = producer;
        }

        @Override
        public void publish(List<Event> events) {
            if (busDown) {
                throw new BusException("the bus is away");
            }
            producer.publish(events);
        }

        @Override
        public void close() {
            producer.close();
        }
    }

    /** Looks for the secret while it works, and fails while it is down. */
    public final class Target implements EventHandler {

        private final List<String> calls = new ArrayList<>();

        @Override
        public String name() {
            return "target";
        }

        @Override
        public SettingsSchema settings() {
            return SettingsSchema.EMPTY;
        }

        @Override
        public void start(Settings settings, ObjectLookup lookup) {}

        @On(type = On.EVERY_TYPE, event = HandlerEvent.ADDED)
        @On(type = On.EVERY_TYPE, event = HandlerEvent.MODIFIED)
        @On(type = On.EVERY_TYPE, event = HandlerEvent.REMOVED)
        public void anything(HandlerCall call) {
            calls.add(call.toString());
            scan();
            if (targetDown) {
                throw new HandlerException("the target is away");
            }
        }
    }
}

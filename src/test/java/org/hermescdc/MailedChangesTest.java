package org.hermescdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.camel.FatalException;
import org.hermescdc.camel.notify.RouteNotifier;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.core.HermesException;
import org.hermescdc.it.MailBox;
import org.hermescdc.it.SqliteFile;
import org.hermescdc.ops.Notifier;
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

/** Each change that operators are told of, from the row in the source to the mail; a restart between any two. */
class MailedChangesTest {

    private static final Instant START = Instant.parse("2031-03-03T08:00:00Z");

    @TempDir
    private Path folder;

    private final MailBox box = new MailBox();
    private final Target target = new Target();
    private SqliteFile source;
    private Instant now = START;

    @BeforeEach
    void fill() {
        source = new SqliteFile(folder.resolve("hr.sqlite"));
        source.execute("CREATE TABLE people (id INTEGER, login TEXT)");
        source.execute("CREATE TABLE badges (id INTEGER, login TEXT)");
        source.execute("INSERT INTO people VALUES (1, 'ada')");
    }

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void mailsEachChangeOfTheServerOnce() {
        cycle();
        source.execute("INSERT INTO badges VALUES (1, 'lovelace'), (2, 'bob'), (3, 'eve')");
        cycle();
        assertThat(box.next()).isEqualTo("""
                From: hermes@example.org
                To: admins@example.org
                Subject: [hermes-server] data errors met
                Date: Mon, 3 Mar 2031 08:00:00 +0000 (UTC)
                == text (text/plain; charset=UTF-8)
                The sources contradict themselves on some entries, which keep the values of the cache.

                --- previous
                +++ current
                @@ -0,0 +1,9 @@
                +{
                +  "Users": {
                +    "error": {
                +      "mergeConflicts": [
                +        "<Users[1]>"
                +      ]
                +    }
                +  }
                +}
                == previous.txt (text/plain; charset=UTF-8; name=previous.txt)
                == current.txt (text/plain; charset=UTF-8; name=current.txt)
                {
                  "Users": {
                    "error": {
                      "mergeConflicts": [
                        "<Users[1]>"
                      ]
                    }
                  }
                }
                == diff.txt (text/plain; charset=UTF-8; name=diff.txt)
                --- previous
                +++ current
                @@ -0,0 +1,9 @@
                +{
                +  "Users": {
                +    "error": {
                +      "mergeConflicts": [
                +        "<Users[1]>"
                +      ]
                +    }
                +  }
                +}
                """);
        cycle();
        source.execute("INSERT INTO people VALUES (3, 'mallory')");
        cycle();
        assertThat(box.next())
                .contains("Subject: [hermes-server] data errors met\n")
                .contains(
                        "       \"mergeConflicts\": [\n-        \"<Users[1]>\"\n+        \"<Users[1]>\",\n+        3\n");

        source.execute("ALTER TABLE people RENAME TO away");
        assertThatExceptionOfType(HermesException.class).isThrownBy(this::cycle);
        assertThat(box.next())
                .contains("Subject: [hermes-server] unhandled exception\n")
                .contains("The cycle failed; the next one carries on from what was acknowledged.\n\n--- previous\n"
                        + "+++ current\n@@ -0,0 +1,1 @@\n+")
                .contains("no such table: people");
        assertThatExceptionOfType(HermesException.class).isThrownBy(this::cycle);
        source.execute("ALTER TABLE away RENAME TO people");
        source.execute("DELETE FROM badges");
        cycle();
        assertThat(box.next()).contains("Subject: [hermes-server] no more data errors\n", "@@ -1,10 +0,0 @@\n-{\n");
        assertThat(box.next()).contains("Subject: [hermes-server] no more unhandled exception\n", "@@ -1,1 +0,0 @@\n-");
        cycle();
        box.assertEmpty();
    }

    @Test
    void mailsEachChangeOfAClientOnce() {
        cycle();
        initsync();
        target.down = true;
        turn("id: id, phone: phone");
        assertThat(box.next())
                .contains("Subject: [hermes-client-target] datamodel warnings have changed\n")
                .contains("""
                        +  "warning": {
                        +    "unknownRemoteAttributes": {
                        +      "Users": [
                        +        "phone"
                        """);
        assertThat(box.next())
                .contains("Subject: [hermes-client-target] objects in error queue have changed\n")
                .contains("@@ -0,0 +1,3 @@\n+{\n+  \"1\": \"<People[1]>: the target is away\"\n+}\n");
        turn("id: id, phone: phone");
        target.down = false;
        now = START.plus(Duration.ofHours(2));
        turn("id: id, login: login");
        assertThat(box.next())
                .contains(
                        "Subject: [hermes-client-target] no more datamodel warnings\n", "Date: Mon, 3 Mar 2031 10:00");
        assertThat(box.next()).contains("Subject: [hermes-client-target] no more objects in error queue\n");
        turn("id: id, login: login");
        box.assertEmpty();

        target.unwilling = true;
        source.execute("INSERT INTO people VALUES (2, 'bob')");
        cycle();
        assertThatExceptionOfType(FatalException.class).isThrownBy(() -> turn("id: id, login: login"));
        assertThat(box.next())
                .contains("Subject: [hermes-client-target] Unhandled fatal exception, APP WILL TERMINATE IMMEDIATELY\n")
                .contains("@@ -0,0 +1,1 @@\n+the client ends, with everything saved: ", "no more paper\n");
        box.assertEmpty();
    }

    private void cycle() {
        run(HermesServer::cycle);
    }

    private void initsync() {
        run(HermesServer::initsync);
    }

    private void run(java.util.function.Consumer<HermesServer> work) {
        ServerConfig config = loader().loadServer(write("server.yml", """
                hermes-server:
                  updateInterval: 3600
                  datamodel:
                    Users:
                      primarykeyattr: id
                      sources:
                        hr:
                          fetch: {type: fetch, query: SELECT * FROM people}
                          attrsmapping: {id: id, login: login}
                        badge:
                          fetch: {type: fetch, query: SELECT * FROM badges}
                          pkey_merge_constraint: mustAlreadyExist
                          attrsmapping: {id: id, login: login}
                """));
        try (Notifier notifier = RouteNotifier.start("hermes-server", config.hermes(), clock());
                HermesServer server = new HermesServer(config, clock(), notifier)) {
            server.start();
            work.accept(server);
        }
    }

    private void turn(String attributes) {
        ClientConfig config = loader().loadClient(write("client.yml", """
                hermes-client:
                  datamodel:
                    People:
                      hermesType: Users
                      attrsmapping: {%s}
                """.formatted(attributes)), "target");
        try (Notifier notifier = RouteNotifier.start("hermes-client-target", config.hermes(), clock());
                HermesClient client = new HermesClient(config, clock(), notifier, Optional.of(target))) {
            client.iterate();
            client.iterate();
        }
    }

    private Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private Path write(String name, String section) {
        String text = """
                hermes:
                  cache: {dirpath: %1$s/%2$s}
                  logs: {logfile: null}
                  mail:
                    server: localhost:%3$d
                    from: hermes@example.org
                    to: admins@example.org
                    compress_attachments: false
                  plugins:
                    datasources:
                      hr: {type: sqlite, settings: {uri: %1$s/hr.sqlite}}
                      badge: {type: sqlite, settings: {uri: %1$s/hr.sqlite}}
                    messagebus:
                      sqlite: {settings: {uri: %1$s/bus.sqlite%4$s}}
                """.formatted(
                        folder,
                        name.replace(".yml", ""),
                        box.port(),
                        name.startsWith("server") ? ", retention_in_days: 30" : "");
        try {
            return Files.writeString(folder.resolve(name), text + section);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private ConfigLoader loader() {
        PluginCatalog installed = PluginCatalog.installed(folder);
        return new ConfigLoader(
                new PluginCatalog(
                        installed.dataSources(),
                        installed.buses(),
                        installed.handlers(),
                        installed.filters(),
                        Map.of("target", Optional.empty())),
                Map.of());
    }

    /** Fails while it is down; when it is unwilling, its end of batch fails, which ends the client. */
    public static final class Target implements EventHandler {

        private boolean down;
        private boolean unwilling;

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
        public void anything(HandlerCall call) {
            if (down) {
                throw new HandlerException("the target is away");
            }
        }

        @Override
        public void onSave() {
            if (unwilling) {
                throw new HandlerException("no more paper");
            }
        }
    }
}

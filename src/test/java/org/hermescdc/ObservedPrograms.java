package org.hermescdc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.it.Child;
import org.hermescdc.it.SqliteFile;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.On;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/** A server and a client with management ports, over real SQLite files and a target that refuses some logins. */
final class ObservedPrograms implements AutoCloseable {

    static final String TOKEN = "canary-of-the-token";

    private static final String CLIENT_FILE = "hermes-client-usersgroups_null-config.yml";

    final SqliteFile source;
    final int serverPort = Child.freePort();
    final int clientPort = Child.freePort();
    final TestClock clock = new TestClock();
    final Refusing target = new Refusing();
    HermesServer server;
    HermesClient client;
    boolean stepByStep;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    ObservedPrograms(Path folder) {
        this.folder = folder;
        source = new SqliteFile(folder.resolve("hr.sqlite"));
        source.execute(
                "CREATE TABLE people (id INTEGER, login TEXT, mail TEXT)",
                "CREATE TABLE groups (id INTEGER, name TEXT)",
                "INSERT INTO people VALUES (1, 'amara', 'a@x'), (2, 'bilal', 'b@x'), (3, 'chloe', 'c@x')",
                "INSERT INTO groups VALUES (10, 'staff')");
    }

    /** A plugin whose target does not take the logins that begin with {@code refused}. */
    public static final class Refusing implements EventHandler {
        volatile String refused = "\0";

        @Override
        public String name() {
            return "refusing";
        }

        @Override
        public SettingsSchema settings() {
            return SettingsSchema.EMPTY;
        }

        @Override
        public void start(Settings settings, ObjectLookup lookup) {}

        @On(type = On.EVERY_TYPE, event = HandlerEvent.ADDED)
        @On(type = On.EVERY_TYPE, event = HandlerEvent.MODIFIED)
        @On(type = On.EVERY_TYPE, event = HandlerEvent.TRASHED)
        @On(type = On.EVERY_TYPE, event = HandlerEvent.RECYCLED)
        @On(type = On.EVERY_TYPE, event = HandlerEvent.REMOVED)
        public void apply(HandlerCall call) {
            if (call.newObject() != null
                    && String.valueOf(call.newObject().get("login")).startsWith(refused)) {
                throw new IllegalStateException(
                        "the target refuses " + call.newObject().get("mail"));
            }
        }
    }

    void startServer(String moreManagement) {
        server = new HermesServer(
                loader().loadServer(
                                write("hermes-server-config.yml", """
                hermes:
                  cache: {dirpath: %1$s/server, enable_compression: false}
                  logs: {logfile: null}
                  management: {port: %2$d%3$s}
                  plugins:
                    datasources:
                      hr: {type: sqlite, settings: {uri: %1$s/hr.sqlite}}
                    messagebus:
                      sqlite: {settings: {uri: %1$s/bus.sqlite, retention_in_days: 30}}
                hermes-server:
                  updateInterval: 3600
                  safeguards: {max_removed_percent: 70}
                  datamodel:
                    SRVGroups:
                      primarykeyattr: gid
                      sources:
                        hr:
                          fetch: {type: fetch, query: SELECT * FROM groups}
                          attrsmapping: {gid: id, name: name}
                    SRVUsers:
                      primarykeyattr: id
                      sources:
                        hr:
                          fetch: {type: fetch, query: SELECT * FROM people}
                          attrsmapping: {id: id, login: login, mail: mail}
                """.formatted(folder, serverPort, moreManagement))),
                clock,
                notification -> {});
        server.start();
    }

    void startClient(String moreManagement) {
        write(CLIENT_FILE, """
                hermes:
                  cache: {dirpath: %1$s/client, enable_compression: false}
                  logs: {logfile: null}
                  management: {port: %2$d%3$s}
                  plugins:
                    messagebus:
                      sqlite: {settings: {uri: %1$s/bus.sqlite}}
                hermes-client:
                  stepByStep: %4$s
                  trashbin_retention: 30
                  datamodel:
                    Groups:
                      hermesType: SRVGroups
                      attrsmapping: {gid: gid, name: name}
                    Users:
                      hermesType: SRVUsers
                      toString: "{{login}}"
                      attrsmapping: {id: id, login: login, mail: mail}
                """.formatted(folder, clientPort, moreManagement, stepByStep));
        client = new HermesClient(clientConfig(), clock, notification -> {}, Optional.of(target));
        client.plansFor(this::clientConfig);
    }

    /** What the client's file says now. */
    private ClientConfig clientConfig() {
        return loader().loadClient(folder.resolve(CLIENT_FILE), "usersgroups_null");
    }

    /** Changes the client's file, as an editor does. */
    void editClient(UnaryOperator<String> edit) throws IOException {
        Path file = folder.resolve(CLIENT_FILE);
        Files.writeString(file, edit.apply(Files.readString(file)));
    }

    /** The target refuses logins that begin with d: two additions wait, and a modification behind the first. */
    void fillTheQueue() {
        server.cycle();
        startClient("");
        server.initsync();
        client.iterate();
        client.iterate();
        target.refused = "d";
        change("INSERT INTO people VALUES (4, 'dmitri', 'shared@x'), (5, 'dana', 'shared@x')");
        change("UPDATE people SET mail = 'dmitri@x' WHERE id = 4");
    }

    private void change(String sql) {
        source.execute(sql);
        server.cycle();
        client.iterate();
    }

    HttpResponse<String> get(int port, String path) {
        return send(HttpRequest.newBuilder(uri(port, path)).build());
    }

    HttpResponse<String> post(int port, String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(port, path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private ConfigLoader loader() {
        return new ConfigLoader(PluginCatalog.installed(folder), Map.of());
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }
}

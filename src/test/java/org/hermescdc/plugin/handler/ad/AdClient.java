package org.hermescdc.plugin.handler.ad;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hermescdc.HermesClient;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.it.EventsOnBus;

/** A whole client with its bus, its cache and a clock that the test moves. */
final class AdClient implements AutoCloseable {

    private static final String SCHEMA = """
            {"SRVUsers": {"HERMES_ATTRIBUTES": ["department", "first_name", "id", "initials", "last_name", "leaves_at",
               "login", "mail", "manager_login"],
              "SECRETS_ATTRIBUTES": [], "PRIMARYKEY_ATTRIBUTE": "id", "FOREIGN_KEYS": {}},
             "SRVPasswords": {"HERMES_ATTRIBUTES": ["id", "password"], "SECRETS_ATTRIBUTES": ["password"],
              "PRIMARYKEY_ATTRIBUTE": "id", "FOREIGN_KEYS": {"id": ["SRVUsers", "id"]}},
             "SRVGroups": {"HERMES_ATTRIBUTES": ["description", "id", "name", "scope"], "SECRETS_ATTRIBUTES": [],
              "PRIMARYKEY_ATTRIBUTE": "id", "FOREIGN_KEYS": {}},
             "SRVGroupsMembers": {"HERMES_ATTRIBUTES": ["group_id", "user_id"], "SECRETS_ATTRIBUTES": [],
              "PRIMARYKEY_ATTRIBUTE": ["user_id", "group_id"],
              "FOREIGN_KEYS": {"user_id": ["SRVUsers", "id"], "group_id": ["SRVGroups", "id"]}},
             "SRVSubGroups": {"HERMES_ATTRIBUTES": ["group_id", "subgroup_id"], "SECRETS_ATTRIBUTES": [],
              "PRIMARYKEY_ATTRIBUTE": ["subgroup_id", "group_id"],
              "FOREIGN_KEYS": {"subgroup_id": ["SRVGroups", "id"], "group_id": ["SRVGroups", "id"]}},
             "SRVMembersOfGroups": {"HERMES_ATTRIBUTES": ["group_id", "logins"], "SECRETS_ATTRIBUTES": [],
              "PRIMARYKEY_ATTRIBUTE": "group_id", "FOREIGN_KEYS": {"group_id": ["SRVGroups", "id"]}}}""";

    private final Path folder;
    private final EventsOnBus bus;
    private final HermesClient client;
    private Instant now = Instant.parse("2031-03-03T08:00:00Z");

    /** @param config with {@code bus.sqlite} and {@code cache/…} relative to {@code folder} */
    AdClient(Path folder, String plugin, String config) throws IOException {
        this.folder = folder;
        bus = new EventsOnBus(folder.resolve("bus.sqlite"), () -> now, SCHEMA);
        Path file = Files.writeString(
                folder.resolve("client.yml"),
                config.replace("bus.sqlite", folder + "/bus.sqlite")
                        .replace("dirpath: cache", "dirpath: " + folder + "/cache"));
        PluginCatalog catalog = PluginCatalog.installed(folder);
        ClientConfig loaded = new ConfigLoader(catalog, Map.of()).loadClient(file, plugin);
        InstantSource source = () -> now;
        client = new HermesClient(loaded, source.withZone(ZoneOffset.UTC), note -> {}, catalog.handler(plugin));
        client.iterate();
    }

    void added(String type, String key, String attributes) {
        bus.added(type, key, attributes);
    }

    void modified(String type, String key, String attributes) {
        bus.modified(type, key, attributes);
    }

    void removed(String type, String key) {
        bus.removed(type, key);
    }

    void iterate() {
        client.iterate();
    }

    /** Lets time go by, then does what is due. */
    void iterateAfter(Duration time) {
        now = now.plus(time);
        client.iterate();
    }

    /** What the error queue tells; empty if there is nothing in it. */
    String errors() {
        Object queue = client.status(false).tree(false).get("errorQueue");
        return queue == null ? "" : queue.toString();
    }

    /** The files below the folder that hold a text. */
    List<String> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> read(file).contains(text))
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }

    @Override
    public void close() {
        client.stop();
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

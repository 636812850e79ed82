package org.hermescdc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.it.SqliteFile;

/** A server with an example configuration of {@code config/}, in a folder of its own. */
final class ExampleServer implements AutoCloseable {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2031-03-03T08:00:00Z"), ZoneOffset.UTC);

    private final Path folder;
    private final HermesServer server;

    /**
     * Starts it.
     *
     * @param changes text of the example → what stands there in this test, such as the address of a real server
     * @param environment for {@code ${env:…}}
     */
    ExampleServer(String example, Path folder, Map<String, String> changes, Map<String, String> environment)
            throws IOException {
        this.folder = folder;
        String text = Files.readString(Path.of("config", example, "hermes-server-config.yml"))
                .replace("cache/server", folder.resolve("cache").toString())
                .replace("uri: bus.sqlite", "uri: " + folder.resolve("bus.sqlite"));
        for (Map.Entry<String, String> change : changes.entrySet()) {
            if (!text.contains(change.getKey())) {
                throw new IllegalArgumentException(example + " has no '" + change.getKey() + "' any more");
            }
            text = text.replace(change.getKey(), change.getValue());
        }
        Path file = Files.writeString(folder.resolve("hermes-server-config.yml"), text);
        ServerConfig config = new ConfigLoader(PluginCatalog.installed(folder), environment).loadServer(file);
        server =
                new HermesServer(config, CLOCK, notification -> {}, UnaryOperator.identity(), UnaryOperator.identity());
        server.start();
    }

    void cycle() {
        server.cycle();
    }

    /** The events of changes that are on the bus. */
    List<String> events() {
        return new SqliteFile(folder.resolve("bus.sqlite"))
                .rows("SELECT data FROM hermesmessages ORDER BY msgid").stream()
                        .map(row -> row.get("data").toString())
                        .filter(data -> data.contains("\"base\""))
                        .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}

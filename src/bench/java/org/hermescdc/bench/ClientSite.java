package org.hermescdc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.HermesClient;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.spi.EventHandler;

/** A folder with a client: configuration, cache. */
record ClientSite(Path folder, String plugin) {

    /** Makes the folder; the datamodel and the plugin's settings are lines of configuration. */
    static ClientSite make(Path folder, BusFile bus, String plugin, String datamodel, String settings)
            throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("client.yml"), """
                hermes:
                  umask: 0027
                  cache: {dirpath: %1$s/cache, enable_compression: false, backup_count: 0}
                  cli_socket: {path: %1$s/s.sock}
                  logs: {logfile: %1$s/client.log, verbosity: warning}
                  templates: {results: typed}
                  plugins:
                    messagebus:
                      sqlite:
                        settings: {uri: %2$s}
                hermes-client:
                  plugin: %3$s
                  updateInterval: 0
                  datamodel:
                %4$s%5$s""".formatted(folder, bus.path(), plugin, datamodel, settings));
        return new ClientSite(folder, plugin);
    }

    /** Opens a client without a cache. */
    HermesClient open(Optional<EventHandler> handler) throws IOException {
        Folders.delete(folder.resolve("cache"));
        PluginCatalog catalog = PluginCatalog.installed(folder);
        return new HermesClient(
                new ConfigLoader(catalog, Map.of()).loadClient(folder.resolve("client.yml"), "bench"),
                Clock.systemDefaultZone(),
                notification -> {
                    throw new IllegalStateException(notification.toString());
                },
                handler.or(() -> catalog.handler(plugin)));
    }

    /** Lets the client do all that is on the bus, and save it. */
    static void work(HermesClient client, long last) {
        while (next(client) <= last) {
            client.iterate();
        }
        client.stop();
    }

    private static long next(HermesClient client) {
        Object next =
                client.status(false).sections().get(client.name()).information().get("nextOffset");
        return next instanceof Number number ? number.longValue() : 0;
    }
}

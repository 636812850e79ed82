package org.hermescdc.ops;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.config.ServerConfig;

/** Configuration files as commands need them; each method throws a {@link org.hermescdc.config.ConfigException}. */
final class ConfigFiles {

    private final Supplier<ConfigLoader> loader;
    private final Programs programs;

    /** @param loader asked at each use: finding the plugins takes a moment, and not every command needs them */
    ConfigFiles(Supplier<ConfigLoader> loader, Programs programs) {
        this.loader = loader;
        this.programs = programs;
    }

    ServerConfig server(Path file) {
        return loader.get().loadServer(file);
    }

    ClientConfig client(Path file, String name) {
        return loader.get().loadClient(file, name);
    }

    /** Where the control socket is; empty where the file has none. */
    Optional<Path> controlSocket(Path file) {
        return loader.get().loadSocketPath(file);
    }

    /** Loads the file, checks what it names, and sums up what is in it. */
    String summary(ApplicationName name, Path file) {
        if (name.client().isEmpty()) {
            ServerConfig server = server(file);
            return sum(server.datamodel()) + "; " + sources(server.hermes()) + "; bus "
                    + server.hermes().bus().type();
        }
        ClientConfig client = client(file, name.client().get());
        programs.check(client);
        return sum(client.datamodel().types()) + "; plugin " + client.plugin() + "; bus "
                + client.hermes().bus().type();
    }

    private static String sum(Map<String, ?> types) {
        return types.size() + " data types (" + String.join(", ", types.keySet()) + ")";
    }

    private static String sources(HermesConfig hermes) {
        Map<String, HermesConfig.Plugin> sources = hermes.dataSources();
        TreeSet<String> texts = new TreeSet<>();
        sources.forEach((source, plugin) -> texts.add(source + ": " + plugin.type()));
        return sources.size() + " sources (" + String.join(", ", texts) + ")";
    }
}

package org.hermescdc.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What tests of configurations share. */
final class TestConfigs {

    static final Path VECTORS = Path.of(System.getProperty("hermes.vectors", "src/test/vectors"));

    private static final PluginCatalog INSTALLED = PluginCatalog.installed(Path.of("no-routes"));

    private TestConfigs() {}

    static PluginCatalog installed() {
        return INSTALLED;
    }

    /** The plugins on the class path, and {@code recorder}, a client plugin without schema. */
    static PluginCatalog catalog() {
        return new PluginCatalog(
                INSTALLED.dataSources(),
                INSTALLED.buses(),
                INSTALLED.handlers(),
                INSTALLED.filters(),
                Map.of("recorder", Optional.empty()));
    }

    static ConfigLoader loader(Map<String, String> environment) {
        return new ConfigLoader(catalog(), environment);
    }

    static Path write(Path folder, String content) {
        try {
            return Files.writeString(folder.resolve("config.yml"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.hermescdc;

import java.nio.file.Path;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.store.FileStore;
import org.hermescdc.store.JdbcStore;
import org.hermescdc.store.Store;

/** Opens the cache of an application where its configuration says that it is. */
final class Caches {

    private Caches() {}

    /**
     * Opens the cache, made if it is missing.
     *
     * @param application whose it is: {@code hermes-server}, {@code hermes-client-<name>}
     * @throws org.hermescdc.store.StoreException if it cannot be opened
     */
    static Store open(HermesConfig config, String application) {
        return switch (config.cache().backend()) {
            case FILES -> files(config, config.cache().directory());
            case JDBC ->
                JdbcStore.open(new JdbcStore.Options(
                        config.cache().jdbc().text("url"),
                        config.cache().jdbc().optionalText("user"),
                        config.cache().jdbc().optionalText("password"),
                        application));
        };
    }

    /** Opens a directory of cache files, kept as the configuration says. */
    static Store files(HermesConfig config, Path directory) {
        return FileStore.open(new FileStore.Options(
                directory,
                config.umask(),
                config.cache().compression(),
                config.cache().backupCount()));
    }
}

package org.hermescdc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.core.HermesException;
import org.hermescdc.ops.CacheCopy;
import org.hermescdc.store.Store;
import org.hermescdc.store.StoreCopy;

/**
 * The cache of an application, to be copied.
 *
 * @param opener opens all tables that the application has in a store
 */
record CopiedCache(HermesConfig config, String application, Consumer<Store> opener) implements CacheCopy {

    @Override
    public int export(Path directory) {
        try (Store source = Caches.open(config, application);
                Store target = Caches.files(config, directory)) {
            return copy(source, target);
        }
    }

    @Override
    public int importFrom(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new HermesException(directory + " is no directory of cache files; nothing is copied");
        }
        try (Store source = Caches.files(config, directory);
                Store target = Caches.open(config, application)) {
            return copy(source, target);
        }
    }

    private int copy(Store source, Store target) {
        opener.accept(source);
        return new StoreCopy(source).into(target);
    }
}

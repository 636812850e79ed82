package org.hermescdc.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hermescdc.store.FileStore;
import org.hermescdc.store.JdbcStore;
import org.hermescdc.store.Store;
import org.hermescdc.store.StoreCopy;

/** The cache of a program in a SQLite file, whose content is written as cache files wherever these are looked at. */
final class CacheInDatabase {

    private final Path directory;
    private final String application;
    private final Consumer<Store> tables;
    private Store running;

    /**
     * @param directory where the files of this cache would be
     * @param tables opens all tables of the program
     */
    CacheInDatabase(Path directory, String application, Consumer<Store> tables) {
        this.directory = directory;
        this.application = application;
        this.tables = tables;
    }

    static String url(String directory) {
        return "jdbc:sqlite:" + directory + ".db";
    }

    /** Remembers the store of a program that starts. */
    Store watch(Store opened) {
        running = opened;
        return opened;
    }

    /** Whether a program ever had it. */
    boolean exists() {
        return Files.exists(Path.of(directory + ".db"));
    }

    /** Writes the files as the content is now. */
    void show(boolean runs) {
        clear(directory);
        if (runs) {
            copy(running, directory);
        } else if (exists()) {
            try (Store store = database(directory)) {
                copy(store, directory);
            }
        }
    }

    /** The texts of the files that are there, and of those that come back from another database that they are put into. */
    Map.Entry<Map<String, String>, Map<String, String>> roundTrip() throws IOException {
        Path again = directory.resolveSibling(directory.getFileName() + "-again");
        try (Store store = database(again)) {
            try (Store files = files(directory)) {
                tables.accept(files);
                new StoreCopy(files).into(store);
            }
            copy(store, again);
        }
        return Map.entry(new CacheFiles(directory).texts(), new CacheFiles(again).texts());
    }

    private void copy(Store store, Path target) {
        tables.accept(store);
        try (Store files = files(target)) {
            new StoreCopy(store).into(files);
        }
    }

    private Store database(Path place) {
        return JdbcStore.open(
                new JdbcStore.Options(url(place.toString()), Optional.empty(), Optional.empty(), application));
    }

    private static Store files(Path place) {
        return FileStore.open(new FileStore.Options(place, 0027, false, 0));
    }

    private static void clear(Path directory) {
        try (Stream<Path> files = Files.list(Files.createDirectories(directory))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.hermescdc.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Fills a table from its file and the journal. */
final class TableReader {

    private TableReader() {}

    /** @throws StoreException if the file cannot be read; the message names the newest good backup */
    static <K, V> void fill(FileTable<K, V> table, CacheDirectory directory, Journal journal) {
        Optional<Path> file = directory.current(table.name());
        if (file.isPresent()) {
            try {
                CacheFile.Content<K, V> content = CacheFile.read(file.get(), table.format());
                table.loaded(content.rows(), content.stamp());
            } catch (IOException e) {
                throw new StoreException(
                        "the cache file " + file.get() + " cannot be read: " + CacheDirectory.reason(e) + ". "
                                + adviceFor(table, directory) + " Nothing was changed.",
                        e);
            }
        }
        try {
            journal.replayOn(table);
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException(
                    "the journal " + directory.journalFile() + " has changes of " + table.name()
                            + " that do not fit its file: " + e.getMessage() + ". Nothing was changed.",
                    e);
        }
    }

    private static String adviceFor(FileTable<?, ?> table, CacheDirectory directory) {
        try {
            for (List<Path> backups : directory.backups(table.name()).values()) {
                for (Path backup : backups) {
                    if (isGood(backup, table.format())) {
                        return "The newest good backup is " + backup
                                + ": docs/reference/cache.md tells how to restore it.";
                    }
                }
            }
        } catch (IOException e) {
            return "Backups cannot be looked for: " + CacheDirectory.reason(e) + ".";
        }
        return "There is no good backup.";
    }

    private static boolean isGood(Path backup, TableFormat<?, ?> format) {
        try {
            CacheFile.read(backup, format);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

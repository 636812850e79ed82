package org.hermescdc.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One save: new files under temporary names, then one commit that puts them all in place. */
final class Saving {

    private static final Logger LOG = LoggerFactory.getLogger(Saving.class);

    private final Collection<FileTable<?, ?>> tables;
    private final CacheDirectory directory;
    private final Disk disk;
    private final Journal journal;

    private final List<Path> temporaries = new ArrayList<>();
    private final List<Commit.Replacement> replacements = new ArrayList<>();
    private final List<String> removals = new ArrayList<>();
    private final List<String> forgotten = new ArrayList<>();
    private final Map<FileTable<?, ?>, FileStamp> stamps = new LinkedHashMap<>();
    private Commit commit;

    /** The table that was written last, the new file, and its stamp. */
    private FileTable<?, ?> last;

    private Path lastFile;
    private FileStamp lastStamp;
    private boolean journalDeleted;
    private boolean happened;

    Saving(Collection<FileTable<?, ?>> tables, CacheDirectory directory, Disk disk, Journal journal) {
        this.tables = tables;
        this.directory = directory;
        this.disk = disk;
        this.journal = journal;
    }

    /** Finishes or takes back what a crash left in {@code directory}. */
    static void finish(CacheDirectory directory, Disk disk) throws IOException {
        Optional<Commit> commit = Commit.read(directory);
        if (commit.isPresent()) {
            LOG.info("Finishing the save of {} that was interrupted", directory.path());
            commit.get().carryOut(directory, disk);
        }
        deleteTemporaries(directory, disk);
    }

    private static void deleteTemporaries(CacheDirectory directory, Disk disk) throws IOException {
        for (Path temporary : directory.temporaries()) {
            disk.deleteIfExists(temporary);
        }
    }

    /** Writes all new files. When this fails, nothing was saved and nothing is left. */
    void prepare() throws IOException {
        try {
            deleteTemporaries(directory, disk);
            for (FileTable<?, ?> table : tables) {
                prepare(table);
            }
            commit = new Commit(replacements, removals, forgotten, journal.hasPending());
            if (commit.isEmpty()) {
                journalDeleted = journal.delete();
            } else {
                writeCommit();
            }
            happened = true;
        } finally {
            if (!happened) {
                temporaries.forEach(this::discard);
            }
        }
    }

    private void writeCommit() throws IOException {
        if (commit.carriesJournal()) {
            Path next = directory.temporary(directory.journalFile());
            temporaries.add(next);
            journal.writePending(next);
        }
        temporaries.add(directory.temporary(directory.commitFile()));
        commit.write(directory, disk);
    }

    /** Whether the save counts, even if {@link #complete} is still to be done. */
    boolean hasHappened() {
        return happened;
    }

    /** Puts the new files in place; can be tried again. */
    void complete() throws IOException {
        if (!commit.isEmpty()) {
            commit.carryOut(directory, disk);
            journal.restarted();
        } else if (journalDeleted) {
            disk.syncDirectory(directory.path());
        }
        stamps.forEach(FileTable::saved);
    }

    private void prepare(FileTable<?, ?> table) throws IOException {
        Optional<Path> current = directory.current(table.name());
        stamps.put(table, table.stamp());
        if (table.forgetsOldBackups()) {
            forgotten.add(table.name());
        }
        if (!table.exists()) {
            if (current.isPresent()) {
                removals.add(table.name());
            }
            stamps.put(table, FileStamp.NONE);
        } else if (table.isDirty() || current.isEmpty()) {
            prepareFile(table, current);
        }
    }

    private void prepareFile(FileTable<?, ?> table, Optional<Path> current) throws IOException {
        Path target = directory.file(table.name());
        Path temporary = directory.temporary(target);
        temporaries.add(temporary);
        FileStamp stamp = write(table, temporary, target);
        if (current.isPresent() && CacheFile.sameContent(temporary, current.get())) {
            disk.deleteIfExists(temporary);
            return;
        }
        stamps.put(table, stamp);
        int keep = table.forgetsOldBackups() ? 0 : directory.backupCount(table.kind());
        replacements.add(new Commit.Replacement(
                table.name(),
                target.getFileName().toString(),
                keep,
                table.kind().ownerOnly()));
    }

    /** The two collections of one type stand beside each other, and mostly hold the same: that is written once. */
    private FileStamp write(FileTable<?, ?> table, Path temporary, Path target) throws IOException {
        int mode = directory.fileMode(table.kind());
        FileStamp stamp = last != null && Files.exists(lastFile) && table.holdsSameAs(last)
                ? CacheFile.copy(lastFile, lastStamp, temporary, target, mode, disk)
                : CacheFile.write(table, temporary, target, mode, disk);
        last = table;
        lastFile = temporary;
        lastStamp = stamp;
        return stamp;
    }

    private void discard(Path temporary) {
        try {
            disk.deleteIfExists(temporary);
        } catch (IOException e) {
            LOG.debug("{} stays until the next save", temporary, e);
        }
    }
}

package org.hermescdc.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hermescdc.core.event.ValueJson;

/**
 * A store in memory, with JSON files in one directory (spec/05 and docs/reference/cache.md): units of work go to a
 * journal first, a save writes the files and empties it.
 */
public final class FileStore implements OwnStore {

    /** Ends the name of the collection that is as it will be once the error queue is empty. */
    private static final String COMPLETE = "_complete__";

    private final CacheDirectory directory;
    private final Disk disk;
    private final Journal journal;
    private final Map<String, FileTable<?, ?>> tables = new TreeMap<>();

    /** A save that counts, with new files not yet in place. */
    private Saving interruptedSave;

    /**
     * How the files of a cache are kept (spec/01, {@code hermes.umask} and {@code hermes.cache}).
     *
     * @param umask permission bits that new files and directories do not get
     * @param compression gzip every file
     * @param backupCount previous versions kept of a file
     */
    public record Options(Path directory, int umask, boolean compression, int backupCount) {}

    private FileStore(CacheDirectory directory, Disk disk, Journal journal) {
        this.directory = directory;
        this.disk = disk;
        this.journal = journal;
    }

    /**
     * Opens a cache directory, created if missing, and finishes what a crash interrupted there.
     *
     * @throws StoreException if it is no directory, cannot be written to, or cannot be read
     */
    public static FileStore open(Options options) {
        return open(options, new RealDisk());
    }

    /**
     * The value of a document as its file has it. The cache is not opened: nothing in it is made, finished or locked, and what
     * only its journal knows is not seen.
     *
     * @return empty where there is none, or none that can be read
     */
    public static Optional<Object> peek(Options options, String name) {
        try {
            Optional<Path> file = new CacheDirectory(options).current(name);
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ValueJson.parse(CacheFile.read(file.get(), DocumentFormat.INSTANCE)
                            .rows()
                            .get(DocumentFormat.KEY)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static FileStore open(Options options, Disk disk) {
        CacheDirectory directory = new CacheDirectory(options);
        directory.require(disk);
        try {
            Saving.finish(directory, disk);
            return new FileStore(directory, disk, Journal.open(directory, disk));
        } catch (IOException e) {
            throw new StoreException(
                    "the cache in " + directory.path() + " cannot be opened: " + CacheDirectory.reason(e)
                            + "; what was saved or recorded there is kept",
                    e);
        }
    }

    @Override
    public <K, V> Table<K, V> table(String name, TableFormat<K, V> format, FileKind kind) {
        return open(name, format, kind);
    }

    @Override
    public Document document(String name, FileKind kind) {
        return new TableDocument(open(name, DocumentFormat.INSTANCE, kind));
    }

    private <K, V> FileTable<K, V> open(String name, TableFormat<K, V> format, FileKind kind) {
        StoreChecks.requireName(name);
        FileTable<?, ?> known = tables.get(name);
        if (known == null) {
            FileTable<K, V> table = new FileTable<>(name, format, kind);
            TableReader.fill(table, directory, journal);
            twinOf(table).ifPresent(table::shareWith);
            tables.put(name, table);
            return table;
        }
        if (known.isDropped() && known.kind() == kind && !known.format().equals(format)) {
            FileTable<K, V> dropped = typed(known);
            dropped.reformat(format, row -> {
                throw new IllegalStateException("a dropped table has no rows");
            });
        }
        StoreChecks.requireSame(name, known.format(), known.kind(), format, kind);
        return typed(known);
    }

    /** A client keeps each collection twice, mostly with the same content (spec/04). */
    private <K, V> Optional<FileTable<K, V>> twinOf(FileTable<K, V> table) {
        String name = table.name();
        FileTable<?, ?> twin = tables.get(
                name.endsWith(COMPLETE) ? name.substring(0, name.length() - COMPLETE.length()) : name + COMPLETE);
        return twin != null && twin.format().equals(table.format()) ? Optional.of(typed(twin)) : Optional.empty();
    }

    @SuppressWarnings("unchecked") // equal formats have equal types
    private static <K, V> FileTable<K, V> typed(FileTable<?, ?> table) {
        return (FileTable<K, V>) table;
    }

    @Override
    public void apply(UnitOfWork unit) {
        take(unit, Journal::append);
    }

    @Override
    public void note(UnitOfWork unit) {
        take(unit, Journal::note);
    }

    /** What is done with the lines of a unit in the journal. */
    private interface Ending {
        void of(Journal journal) throws IOException;
    }

    private void take(UnitOfWork unit, Ending ending) {
        StoreChecks.requireNoRekeying(unit);
        finishInterruptedSave();
        Effects effects = new Effects(tables);
        boolean taken = false;
        try {
            effects.of(unit, journal.unit());
            ending.of(journal);
            taken = true;
        } catch (IOException e) {
            throw new StoreException(
                    "a change cannot be recorded in " + directory.journalFile() + ": " + CacheDirectory.reason(e)
                            + "; nothing of it has happened",
                    e);
        } finally {
            if (!taken) {
                journal.discard();
                effects.undo();
            }
        }
    }

    @Override
    public void record() {
        try {
            journal.record();
        } catch (IOException e) {
            throw new StoreException(
                    "what happened cannot be recorded in " + directory.journalFile() + ": " + CacheDirectory.reason(e)
                            + "; it is kept in memory and tried again with the next change",
                    e);
        }
    }

    @Override
    public void flush() {
        finishInterruptedSave();
        record();
        try {
            journal.force();
        } catch (IOException e) {
            throw new StoreException(
                    "cannot force " + directory.journalFile() + " to the disk: " + CacheDirectory.reason(e), e);
        }
    }

    @Override
    public void save() {
        save(new UnitOfWork());
    }

    @Override
    public void save(UnitOfWork unit) {
        finishInterruptedSave();
        Effects effects = new Effects(tables);
        Saving saving = new Saving(tables.values(), directory, disk, journal);
        try {
            effects.of(unit);
            saving.prepare();
        } catch (IOException e) {
            throw new StoreException(
                    "cannot save the cache in " + directory.path() + ": " + CacheDirectory.reason(e)
                            + "; the files there are as they were; the next save tries again",
                    e);
        } finally {
            if (!saving.hasHappened()) {
                effects.undo();
            }
        }
        interruptedSave = saving;
        finishInterruptedSave();
    }

    /** Nothing is recorded on top of files that are only half in place. */
    private void finishInterruptedSave() {
        if (interruptedSave == null) {
            return;
        }
        try {
            interruptedSave.complete();
            interruptedSave = null;
        } catch (IOException e) {
            throw new StoreException(
                    "the cache in " + directory.path() + " is saved, but not all new files could be put in place: "
                            + CacheDirectory.reason(e) + "; tried again with the next change and at the next start",
                    e);
        }
    }

    @Override
    public Collection<FileTable<?, ?>> openTables() {
        return tables.values();
    }

    @Override
    public Set<String> names() {
        try {
            Set<String> names = directory.names();
            names.addAll(journal.pendingTables());
            tables.values().stream().filter(Table::exists).map(Table::name).forEach(names::add);
            return names;
        } catch (IOException e) {
            throw new StoreException(
                    "the cache directory " + directory.path() + " cannot be listed: " + CacheDirectory.reason(e), e);
        }
    }

    @Override
    public long unsavedBytes() {
        return journal.length();
    }

    @Override
    public void close() {
        journal.close();
    }
}

package org.hermescdc.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was applied since the last save, in the file {@code _journal}. The first change of a table is preceded by the stamp
 * of the file that it builds on: when another program has written that file since, the journal is out of date.
 */
final class Journal {

    static final int MODE = 0600;
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final CacheDirectory directory;
    private final Disk disk;
    private final Map<String, FileStamp> bases = new HashMap<>();
    private final JournalLines units = new JournalLines(bases);

    /** Lines of tables that are not open yet. */
    private final Map<String, List<byte[]>> pending = new LinkedHashMap<>();

    private Disk.Output output;
    private long length;
    private boolean present;
    private boolean nameSynced;
    private boolean forced = true;

    private Journal(CacheDirectory directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    /** Takes up the journal that stands in {@code directory}, if any. */
    static Journal open(CacheDirectory directory, Disk disk) throws IOException {
        Journal journal = new Journal(directory, disk);
        Path file = directory.journalFile();
        if (Files.exists(file)) {
            journal.scan(file);
            if (journal.isOutOfDate()) {
                LOG.warn(
                        "The cache files in {} were changed since the journal there was written, by another program or"
                                + " from a backup: they count, the journal is dropped",
                        directory.path());
                journal.pending.clear();
                journal.delete();
            }
        }
        return journal;
    }

    private void scan(Path file) throws IOException {
        try {
            length = JournalFrame.scan(file, this::addPending);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        present = true;
        nameSynced = true;
        forced = false;
        long torn = Files.size(file) - length;
        if (torn > 0) {
            LOG.info("The journal in {} ends with {} bytes of an unfinished record: dropped", directory.path(), torn);
        }
    }

    private void addPending(List<byte[]> unit) {
        try {
            for (byte[] line : unit) {
                String table = JournalLines.table(line);
                FileStamp base = JournalLines.baseStamp(line);
                if (base != null) {
                    bases.put(table, base);
                } else {
                    String other = JournalLines.repeated(line);
                    byte[] whole = other == null ? line : JournalLines.repeat(last(other), table);
                    pending.computeIfAbsent(table, name -> new ArrayList<>()).add(whole);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] last(String table) throws IOException {
        List<byte[]> lines = pending.get(table);
        if (lines == null) {
            throw new IOException("it repeats a line of " + table + ", which has none");
        }
        return lines.get(lines.size() - 1);
    }

    private boolean isOutOfDate() throws IOException {
        for (Map.Entry<String, FileStamp> base : bases.entrySet()) {
            Optional<Path> file = directory.current(base.getKey());
            FileStamp now = file.isPresent() ? FileStamp.of(file.get()) : FileStamp.NONE;
            if (!now.equals(base.getValue())) {
                return true;
            }
        }
        return false;
    }

    /** Brings a table that was just read from its file up to date. */
    void replayOn(FileTable<?, ?> table) throws IOException {
        List<byte[]> lines = pending.get(table.name());
        if (lines != null) {
            for (byte[] line : lines) {
                JournalLines.replay(line, table);
            }
            pending.remove(table.name());
        }
    }

    long length() {
        return length;
    }

    /** Where the lines of the next unit of work go, until it is noted, appended or discarded. */
    JournalLines unit() {
        return units;
    }

    /** Ends the unit: it is written with the next one that is appended, or by {@link #record}. */
    void note() throws IOException {
        units.keep();
    }

    /** Takes the unit back that was neither noted nor appended. */
    void discard() {
        units.discard();
    }

    /** Writes what was noted. When that fails, it is still noted. */
    void record() throws IOException {
        append();
    }

    /** Writes the unit behind those that were noted: all of them or none. */
    void append() throws IOException {
        JournalFrame frame = units.framed();
        if (frame.isEmpty()) {
            return;
        }
        try {
            write(frame);
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
        length += frame.length();
        forced = false;
        units.written();
    }

    private void write(JournalFrame frame) throws IOException {
        if (output == null) {
            present = true;
            output = length == 0
                    ? disk.create(directory.journalFile(), MODE)
                    : disk.append(directory.journalFile(), length);
        }
        frame.writeTo(output);
    }

    /** Cuts off what a failed write left; where even that fails, the next one begins with it. */
    private void takeBack(IOException cause) {
        try {
            if (output != null) {
                output.truncate(length);
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
            close();
        }
    }

    void force() throws IOException {
        if (forced) {
            return;
        }
        if (output == null) {
            output = disk.append(directory.journalFile(), length);
        }
        output.force();
        if (!nameSynced) {
            disk.syncDirectory(directory.path());
            nameSynced = true;
        }
        forced = true;
    }

    /** The tables that have changes here and are not open yet. */
    Set<String> pendingTables() {
        return pending.keySet();
    }

    boolean hasPending() {
        return !pending.isEmpty();
    }

    /** Writes what a save cannot take over, because the tables are not open, as the journal to follow this one. */
    void writePending(Path file) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        pending.forEach((table, changes) -> {
            lines.add(JournalLines.base(table, bases.get(table)));
            lines.addAll(changes);
        });
        try (Disk.Output next = disk.create(file, MODE)) {
            byte[] bytes = JournalFrame.frame(lines);
            next.write(bytes, 0, bytes.length);
            next.force();
        }
    }

    /** The file was replaced by what {@link #writePending} wrote, or deleted if nothing is pending. */
    void restarted() throws IOException {
        close();
        units.clear();
        bases.keySet().retainAll(pending.keySet());
        present = !pending.isEmpty();
        length = present ? Files.size(directory.journalFile()) : 0;
        nameSynced = present;
        forced = true;
    }

    /** Deletes the journal, if any: nothing is pending, and what it tells stands in the files. */
    boolean delete() throws IOException {
        if (!present) {
            units.clear();
            bases.clear();
            return false;
        }
        disk.deleteIfExists(directory.journalFile());
        restarted();
        return true;
    }

    void close() {
        if (output != null) {
            try {
                output.close();
            } catch (IOException e) {
                LOG.debug("closing {}", directory.journalFile(), e);
            } finally {
                output = null;
            }
        }
    }
}

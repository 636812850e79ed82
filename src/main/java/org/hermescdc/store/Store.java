package org.hermescdc.store;

import java.util.List;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;

/**
 * The cache of one application (spec/05): tables and documents that change together.
 *
 * <p>Every change is a {@link UnitOfWork}: all of it is in the store or nothing, in memory and after a death of the
 * process at any instruction. {@link #apply} hands it to the operating system (it survives kill -9), {@link #flush} has
 * everything applied so far on the disk (it survives a power failure), {@link #save} brings the cache files up to date.
 *
 * <p>A store and its tables are changed by one thread; while it changes nothing, {@link Table#get} may be asked by another. The process holds the single-instance lock of the cache
 * while it has the store open. Secrets are never put into a store, but for the tables of a private {@link FileKind}.
 */
public interface Store extends AutoCloseable {

    /**
     * Opens the table {@code name}; it need not exist yet. Opening it again gives the same table. One that was dropped, and
     * saved so, may be opened with another format.
     *
     * @throws StoreException if it cannot be read: what to do is in the message, nothing was changed
     * @throws IllegalArgumentException if it is open with another format or kind
     */
    <K, V> Table<K, V> table(String name, TableFormat<K, V> format, FileKind kind);

    /** Opens a table of entries; {@code primaryKey} names the attributes of their key. */
    default Table<Key, Entry> entries(String name, List<String> primaryKey) {
        return table(name, new EntryFormat(primaryKey), FileKind.DATA);
    }

    /** Opens a table that is one JSON object: its members are rows, values as in a {@link Document}. */
    default Table<String, Object> fields(String name, FileKind kind) {
        return table(name, FieldsFormat.INSTANCE, kind);
    }

    /**
     * Opens the document {@code name}; it need not exist yet.
     *
     * @throws StoreException if it cannot be read
     */
    Document document(String name, FileKind kind);

    /**
     * Takes a unit of work: all of it, recorded before this returns. What changes nothing is not recorded.
     *
     * @throws StoreException if it cannot be recorded: then nothing of it has happened
     */
    void apply(UnitOfWork unit);

    /**
     * Takes a unit of work that counts from now on, but is recorded only with the next one that is applied, or by {@link
     * #record}: a death of the process before takes it back. For what may happen twice, where two writes would cost too much.
     *
     * @throws StoreException if it cannot be taken: then nothing of it has happened
     */
    default void note(UnitOfWork unit) {
        apply(unit);
    }

    /**
     * Records what was noted, if anything is left of it.
     *
     * @throws StoreException if that fails; it is still noted
     */
    default void record() {}

    /**
     * Forces what was applied to the disk.
     *
     * @throws StoreException if that fails; everything stays recorded as it was
     */
    void flush();

    /**
     * Writes the files of all tables and documents whose content changed, as one atomic unit, and rotates their backups.
     *
     * @throws StoreException if that fails, with the old files and all that was applied intact; the next save tries again
     */
    void save();

    /**
     * Takes a unit of work and saves, in one step: for large units, and for those that must not stand in files of two
     * ages. When it fails, nothing of the unit has happened.
     *
     * @throws StoreException as {@link #save()}
     */
    void save(UnitOfWork unit);

    /** Bytes recorded since the last save: what a caller that saves rarely bounds. */
    long unsavedBytes();

    /** Lets go of files, without saving: what was applied is there again when the store is opened next. */
    @Override
    void close();
}

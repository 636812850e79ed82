package org.hermescdc.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A table in memory, and what its file needs. Every change returns how to undo it, or null if it changed nothing.
 *
 * <p>Rows stand in the order in which they came: a file is read in key order, so that sorting for the next save has
 * little to do.
 */
final class FileTable<K, V> implements OwnTable<K, V> {

    private final String name;
    private final FileKind kind;
    private TableFormat<K, V> format;
    private Map<K, V> rows = new LinkedHashMap<>();
    private boolean exists;
    private boolean dropped;
    private boolean dirty;
    private boolean forgetsBackups;
    private FileStamp stamp = FileStamp.NONE;

    FileTable(String name, TableFormat<K, V> format, FileKind kind) {
        this.name = name;
        this.format = format;
        this.kind = kind;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean exists() {
        return exists;
    }

    @Override
    public V get(K key) {
        return rows.get(key);
    }

    @Override
    public boolean contains(K key) {
        return rows.containsKey(key);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public List<K> keys() {
        return format.sorted(rows.keySet());
    }

    @Override
    public Stream<V> values() {
        return keys().stream().map(rows::get);
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        rows.forEach(action);
    }

    @Override
    public TableFormat<K, V> format() {
        return format;
    }

    @Override
    public FileKind kind() {
        return kind;
    }

    Runnable put(K key, V value) {
        V accepted = format.accept(key, value);
        if (!rows.containsKey(key)) {
            Runnable undo = becomes(true);
            rows.put(key, accepted);
            return () -> {
                rows.remove(key);
                undo.run();
            };
        }
        V previous = rows.get(key);
        if (Objects.equals(previous, accepted)) {
            return null;
        }
        replace(key, accepted);
        dirty = true;
        return () -> replace(key, previous);
    }

    /** The key object too is replaced: 1 and 1.0 are one key, but not written alike. */
    private void replace(K key, V value) {
        rows.remove(key);
        rows.put(key, value);
    }

    Runnable remove(K key) {
        if (!rows.containsKey(key)) {
            return null;
        }
        V previous = rows.remove(key);
        dirty = true;
        return () -> rows.put(key, previous);
    }

    Runnable clear() {
        return rows.isEmpty() ? null : emptied(exists);
    }

    Runnable create() {
        return exists ? null : becomes(true);
    }

    Runnable drop() {
        boolean before = dropped;
        if (!exists) {
            dropped = true;
            return before ? null : () -> dropped = before;
        }
        Runnable unforget = forgetBackups();
        Runnable undo = emptied(false);
        dropped = true;
        return () -> {
            dropped = before;
            undo.run();
            if (unforget != null) {
                unforget.run();
            }
        };
    }

    /** Whether the table was dropped and not filled since: it may come back in another format. */
    boolean isDropped() {
        return dropped && !exists;
    }

    Runnable forgetBackups() {
        if (forgetsBackups) {
            return null;
        }
        forgetsBackups = true;
        return () -> forgetsBackups = false;
    }

    /** Takes another format and gives each row the key that it has there. */
    Runnable reformat(TableFormat<K, V> other, Function<V, K> keyOf) {
        Map<K, V> again = new LinkedHashMap<>();
        rows.forEach((key, value) -> {
            K newKey = keyOf.apply(value);
            if (again.put(newKey, value) != null) {
                throw new IllegalArgumentException(
                        name + "[" + key + "]: another entry has the key " + newKey + " too");
            }
        });
        Map<K, V> before = rows;
        TableFormat<K, V> formatBefore = format;
        rows = again;
        format = other;
        dirty = true;
        return () -> {
            rows = before;
            format = formatBefore;
        };
    }

    private Runnable emptied(boolean existsNow) {
        Map<K, V> before = rows;
        Runnable undo = becomes(existsNow);
        rows = new LinkedHashMap<>();
        return () -> {
            rows = before;
            undo.run();
        };
    }

    private Runnable becomes(boolean existsNow) {
        boolean before = exists;
        exists = existsNow;
        dirty = true;
        return () -> exists = before;
    }

    /** Takes over what a file holds; the table is as saved then. */
    void loaded(Map<K, V> content, FileStamp stampOfFile) {
        rows = content;
        stamp = stampOfFile;
        exists = true;
    }

    /** Holds the same objects as {@code twin} wherever the rows are equal: after a start, most are. */
    void shareWith(FileTable<K, V> twin) {
        twin.rows.forEach((key, value) -> {
            if (rows.containsKey(key) && Objects.equals(value, rows.get(key))) {
                replace(key, value);
            }
        });
    }

    /** Whether the other table holds the same objects in all rows: their files are alike but for the name. */
    boolean holdsSameAs(FileTable<?, ?> other) {
        return format.equals(other.format)
                && rows.size() == other.rows.size()
                && rows.entrySet().stream().allMatch(row -> row.getValue() == other.rows.get(row.getKey()));
    }

    /** What the table holds now stands in a file, or in none if it does not exist. */
    void saved(FileStamp stampOfFile) {
        stamp = stampOfFile;
        dirty = false;
        forgetsBackups = false;
    }

    boolean isDirty() {
        return dirty;
    }

    boolean forgetsOldBackups() {
        return forgetsBackups;
    }

    FileStamp stamp() {
        return stamp;
    }
}

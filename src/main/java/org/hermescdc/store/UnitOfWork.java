package org.hermescdc.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;

/** Changes to a {@link Store} that happen together, in the order in which they were added. Collected, then given once. */
public final class UnitOfWork {

    private final List<Change> changes = new ArrayList<>();

    /** Sets the row of {@code key}. */
    public <K, V> UnitOfWork put(Table<K, V> table, K key, V value) {
        return add(new Change.Put<>(table, key, value));
    }

    /** Takes the row of {@code key} away, if there is one. */
    public <K> UnitOfWork remove(Table<K, ?> table, K key) {
        return add(new Change.Remove<>(table, key));
    }

    /** Takes all rows away; the table stays, empty. */
    public UnitOfWork clear(Table<?, ?> table) {
        return add(new Change.Clear(table));
    }

    /** Makes the table exist: it gets a file even if it stays empty. */
    public UnitOfWork create(Table<?, ?> table) {
        return add(new Change.Create(table));
    }

    /** Takes the whole table away, its file and its backups too. It can be filled again. */
    public UnitOfWork drop(Table<?, ?> table) {
        return add(new Change.Drop(table));
    }

    /**
     * Deletes the backups of the table with the next save, which makes no new one: for what must not be kept, like an
     * attribute that became secret.
     */
    public UnitOfWork forgetBackups(Table<?, ?> table) {
        return add(new Change.ForgetBackups(table));
    }

    /**
     * Gives all entries the keys that {@code primaryKey} names. Only for {@link Store#save(UnitOfWork)}.
     *
     * <p>The store refuses the unit with an {@link IllegalArgumentException} that names the entry, if one lacks a key or
     * two have the same.
     */
    public UnitOfWork rekey(Table<Key, Entry> table, List<String> primaryKey) {
        return add(new Change.Rekey(table, List.copyOf(primaryKey)));
    }

    /** Sets the whole document; the value as for {@link org.hermescdc.core.event.ValueJson#write}. */
    public UnitOfWork set(Document document, Object value) {
        return add(new Change.Set(document, value));
    }

    /** Takes the document and its file away. */
    public UnitOfWork delete(Document document) {
        return add(new Change.Delete(document));
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    List<Change> changes() {
        return Collections.unmodifiableList(changes);
    }

    private UnitOfWork add(Change change) {
        changes.add(change);
        return this;
    }
}

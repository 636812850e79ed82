package org.hermescdc.store;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * One collection of a {@link Store}: rows by key. Read here, changed by a {@link UnitOfWork} only. Belongs to the store's
 * thread, like the store itself.
 */
public interface Table<K, V> {

    /** The name of the file, without its endings. */
    String name();

    /**
     * Whether the collection is part of the store: it was found there, or was created or filled since. One that does not
     * exist is empty and has no file.
     */
    boolean exists();

    /** The row of {@code key}, or null if there is none. */
    V get(K key);

    boolean contains(K key);

    int size();

    default boolean isEmpty() {
        return size() == 0;
    }

    /** A new list of all keys, in key order. */
    List<K> keys();

    /** All rows in key order, each read when it is its turn; the table must not change meanwhile. */
    Stream<V> values();

    /** Calls {@code action} with each row, in no particular order; the table must not change meanwhile. */
    void forEach(BiConsumer<? super K, ? super V> action);
}

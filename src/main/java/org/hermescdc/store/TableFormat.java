package org.hermescdc.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.hermescdc.core.event.ValueJson;

/**
 * The JSON form of a table: its rows, one after the other, between an opening and a closing. The same form serves for a
 * whole file and for a few changed rows in a journal. Two formats that write alike must be equal: tables are opened
 * again by it.
 *
 * @param <K> what identifies a row
 * @param <V> what a row holds; immutable, with {@code equals} by content
 */
public interface TableFormat<K, V> {

    /** The order of rows in the file: total, and such that equal keys compare as equal. */
    Comparator<? super K> order();

    /** Returns a new list of the keys in their order. */
    default List<K> sorted(Collection<K> keys) {
        List<K> sorted = new ArrayList<>(keys);
        sorted.sort(order());
        return sorted;
    }

    /**
     * Checks a row before it is taken.
     *
     * @return the value as the table keeps it
     * @throws IllegalArgumentException if the row could not be read back
     */
    V accept(K key, V value);

    /** Writes what stands before the first row. */
    void begin(JsonGenerator out) throws IOException;

    void writeRow(JsonGenerator out, K key, V value) throws IOException;

    /** Writes what stands behind the last row. */
    void end(JsonGenerator out) throws IOException;

    /** How many arrays and objects {@link #begin} opens around the rows. */
    int depth();

    /**
     * Reads what {@link #begin}, rows and {@link #end} wrote, from the parser's current token to the end of its value.
     *
     * @throws IOException if the content has another form; the message says what was expected
     */
    void read(JsonParser in, BiConsumer<K, V> row) throws IOException;

    /**
     * The key as a value of {@link org.hermescdc.core.model.Values} without maps; {@link
     * org.hermescdc.core.model.KeyOrder#TOTAL} puts these values in {@link #order}.
     */
    Object keyValue(K key);

    default void writeKey(JsonGenerator out, K key) throws IOException {
        ValueJson.write(out, keyValue(key));
    }

    /** Reads a key that begins at the parser's current token. */
    K readKey(JsonParser in) throws IOException;
}

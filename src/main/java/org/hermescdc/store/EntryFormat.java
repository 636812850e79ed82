package org.hermescdc.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyOrder;

/** A list of entries by primary key; the key is not written beside the entry but taken from it. */
record EntryFormat(List<String> primaryKey) implements TableFormat<Key, Entry> {

    EntryFormat {
        primaryKey = List.copyOf(primaryKey);
    }

    Key keyOf(Entry entry) {
        return Key.from(entry, primaryKey);
    }

    @Override
    public Comparator<Object> order() {
        return KeyOrder.TOTAL;
    }

    @Override
    public List<Key> sorted(Collection<Key> keys) {
        return KeyOrder.sortedInTotal(keys);
    }

    @Override
    public Entry accept(Key key, Entry entry) {
        if (!keyOf(entry).equals(key)) {
            throw new IllegalArgumentException(
                    "the entry put under the key " + key + " has the key " + keyOf(entry) + " in " + primaryKey);
        }
        return entry;
    }

    @Override
    public void begin(JsonGenerator out) throws IOException {
        out.writeStartArray();
    }

    @Override
    public void writeRow(JsonGenerator out, Key key, Entry entry) throws IOException {
        ValueJson.write(out, entry);
    }

    @Override
    public void end(JsonGenerator out) throws IOException {
        out.writeEndArray();
    }

    @Override
    public int depth() {
        return 1;
    }

    @Override
    public void read(JsonParser in, BiConsumer<Key, Entry> row) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("expected a list of entries");
        }
        for (int number = 1; in.nextToken() != JsonToken.END_ARRAY; number++) {
            Entry entry = ValueJson.readEntry(in);
            row.accept(key(entry, number), entry);
        }
    }

    private Key key(Entry entry, int number) throws IOException {
        try {
            return keyOf(entry);
        } catch (IllegalArgumentException e) {
            throw new IOException("entry number " + number + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Object keyValue(Key key) {
        return key.value();
    }

    @Override
    public Key readKey(JsonParser in) throws IOException {
        return Key.of(ValueJson.read(in));
    }
}

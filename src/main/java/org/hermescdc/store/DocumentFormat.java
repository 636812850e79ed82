package org.hermescdc.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Comparator;
import java.util.function.BiConsumer;
import org.hermescdc.core.event.ValueJson;

/** A document as a table of one row: its JSON text, which keeps the order of maps and can be compared. */
enum DocumentFormat implements TableFormat<String, String> {
    INSTANCE;

    /** The key of the only row. */
    static final String KEY = "";

    @Override
    public Comparator<String> order() {
        return Comparator.naturalOrder();
    }

    @Override
    public String accept(String key, String json) {
        return json;
    }

    @Override
    public void begin(JsonGenerator out) {
        // the row is the whole content
    }

    @Override
    public void writeRow(JsonGenerator out, String key, String json) throws IOException {
        ValueJson.write(out, ValueJson.parse(json));
    }

    @Override
    public void end(JsonGenerator out) {
        // the row is the whole content
    }

    @Override
    public int depth() {
        return 1;
    }

    @Override
    public void read(JsonParser in, BiConsumer<String, String> row) throws IOException {
        row.accept(KEY, ValueJson.text(ValueJson.read(in)));
    }

    @Override
    public Object keyValue(String key) {
        return key;
    }

    @Override
    public String readKey(JsonParser in) throws IOException {
        return in.getText();
    }
}

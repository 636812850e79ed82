package org.hermescdc.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Comparator;
import java.util.function.BiConsumer;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Values;

/** A JSON object, one member a row. */
enum FieldsFormat implements TableFormat<String, Object> {
    INSTANCE;

    @Override
    public Comparator<String> order() {
        return Comparator.naturalOrder();
    }

    @Override
    public Object accept(String name, Object value) {
        return Values.normalize(value);
    }

    @Override
    public void begin(JsonGenerator out) throws IOException {
        out.writeStartObject();
    }

    @Override
    public void writeRow(JsonGenerator out, String name, Object value) throws IOException {
        out.writeFieldName(name);
        ValueJson.write(out, value);
    }

    @Override
    public void end(JsonGenerator out) throws IOException {
        out.writeEndObject();
    }

    @Override
    public int depth() {
        return 1;
    }

    @Override
    public void read(JsonParser in, BiConsumer<String, Object> row) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("expected a JSON object");
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            row.accept(name, Values.normalize(ValueJson.read(in)));
        }
    }

    @Override
    public Object keyValue(String name) {
        return name;
    }

    @Override
    public String readKey(JsonParser in) throws IOException {
        return in.getText();
    }
}

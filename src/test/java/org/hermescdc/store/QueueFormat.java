package org.hermescdc.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Comparator;
import java.util.function.BiConsumer;

/** A format of the shape of an error queue: numbered rows, one level deeper than entries. */
enum QueueFormat implements TableFormat<Integer, String> {
    INSTANCE;

    @Override
    public Comparator<Integer> order() {
        return Comparator.naturalOrder();
    }

    @Override
    public String accept(Integer number, String message) {
        return message;
    }

    @Override
    public void begin(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart("_queue");
    }

    @Override
    public void writeRow(JsonGenerator out, Integer number, String message) throws IOException {
        out.writeArrayFieldStart(number.toString());
        out.writeNull();
        out.writeString(message);
        out.writeEndArray();
    }

    @Override
    public void end(JsonGenerator out) throws IOException {
        out.writeEndObject();
        out.writeEndObject();
    }

    @Override
    public int depth() {
        return 2;
    }

    @Override
    public void read(JsonParser in, BiConsumer<Integer, String> row) throws IOException {
        if (!"_queue".equals(in.nextFieldName())) {
            throw new IOException("expected the field _queue");
        }
        in.nextToken();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            Integer number = Integer.valueOf(in.currentName());
            in.nextToken();
            in.nextToken();
            row.accept(number, in.nextTextValue());
            in.nextToken();
        }
        in.nextToken();
    }

    @Override
    public Object keyValue(Integer number) {
        return number.longValue();
    }

    @Override
    public Integer readKey(JsonParser in) throws IOException {
        return in.getIntValue();
    }
}

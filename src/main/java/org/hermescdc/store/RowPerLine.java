package org.hermescdc.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import java.io.IOException;

/** Compact JSON with a line of its own for everything that stands at one depth: files that diff tools can compare. */
final class RowPerLine implements PrettyPrinter {

    private final int rowDepth;
    private int depth;

    RowPerLine(int rowDepth) {
        this.rowDepth = rowDepth;
    }

    @Override
    public void writeStartObject(JsonGenerator out) throws IOException {
        open(out, '{');
    }

    @Override
    public void writeStartArray(JsonGenerator out) throws IOException {
        open(out, '[');
    }

    @Override
    public void beforeObjectEntries(JsonGenerator out) throws IOException {
        breakLine(out);
    }

    @Override
    public void beforeArrayValues(JsonGenerator out) throws IOException {
        breakLine(out);
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
        separate(out);
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
        separate(out);
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
        out.writeRaw(": ");
    }

    @Override
    public void writeEndObject(JsonGenerator out, int entries) throws IOException {
        close(out, '}', entries);
    }

    @Override
    public void writeEndArray(JsonGenerator out, int values) throws IOException {
        close(out, ']', values);
    }

    @Override
    public void writeRootValueSeparator(JsonGenerator out) throws IOException {
        out.writeRaw('\n');
    }

    private void open(JsonGenerator out, char bracket) throws IOException {
        out.writeRaw(bracket);
        depth++;
    }

    private void close(JsonGenerator out, char bracket, int contents) throws IOException {
        if (contents > 0) {
            breakLine(out);
        }
        depth--;
        out.writeRaw(bracket);
    }

    private void separate(JsonGenerator out) throws IOException {
        if (depth == rowDepth) {
            out.writeRaw(",\n");
        } else {
            out.writeRaw(", ");
        }
    }

    private void breakLine(JsonGenerator out) throws IOException {
        if (depth == rowDepth) {
            out.writeRaw('\n');
        }
    }
}

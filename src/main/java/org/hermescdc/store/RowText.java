package org.hermescdc.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import org.hermescdc.core.event.ValueJson;

/** A row by itself, as ASCII text: what a file would hold that has this row only, without the frame of a file. */
final class RowText {

    private RowText() {}

    static <K, V> String write(TableFormat<K, V> format, K key, V value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = ValueJson.FACTORY.createGenerator(text)) {
            out.setHighestNonEscapedChar(127);
            format.begin(out);
            format.writeRow(out, key, value);
            format.end(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** @throws IOException if the text has another form */
    static <K, V> void read(TableFormat<K, V> format, String text, BiConsumer<K, V> row) throws IOException {
        try (JsonParser in = ValueJson.FACTORY.createParser(text)) {
            in.nextToken();
            format.read(in, row);
        }
    }
}

package org.hermescdc.store;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.hermescdc.core.event.ValueJson;

/** The rows of a large table on all processors: what they give is the same as if they were written one by one. */
final class RowChunks {

    /** Rows for which it is worth while. */
    static final int MANY = 4096;

    private static final int CHUNK = 1024;
    private static final int AT_ONCE = 16 * CHUNK;

    /** What stands around the rows of a chunk, which is a list of its own: a bracket and a line break. */
    private static final int FRAME = 2;

    private RowChunks() {}

    /** Writes rows of a table whose format is a list, as values of the list that {@code out} is in. */
    static <K, V> void write(FileTable<K, V> table, List<K> keys, JsonGenerator out) throws IOException {
        try {
            for (int start = 0; start < keys.size(); start += AT_ONCE) {
                List<K> some = part(keys, start, AT_ONCE);
                List<String> chunks = IntStream.rangeClosed(0, (some.size() - 1) / CHUNK)
                        .parallel()
                        .mapToObj(number -> chunk(table, part(some, number * CHUNK, CHUNK)))
                        .toList();
                for (String chunk : chunks) {
                    out.writeRawValue(chunk);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static <T> List<T> part(List<T> items, int start, int size) {
        return items.subList(start, Math.min(start + size, items.size()));
    }

    private static <K, V> String chunk(FileTable<K, V> table, List<K> keys) {
        TableFormat<K, V> format = table.format();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator out = ValueJson.FACTORY.createGenerator(text)) {
            out.setHighestNonEscapedChar(127);
            out.setPrettyPrinter(new RowPerLine(format.depth()));
            format.begin(out);
            for (K key : keys) {
                format.writeRow(out, key, table.get(key));
            }
            format.end(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String list = text.toString(StandardCharsets.ISO_8859_1);
        return list.substring(FRAME, list.length() - FRAME);
    }
}

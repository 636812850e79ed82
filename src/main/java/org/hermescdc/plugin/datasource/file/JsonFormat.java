package org.hermescdc.plugin.datasource.file;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hermescdc.core.event.ValueJson;

/**
 * JSON objects.
 *
 * @param items finds them in a document
 */
record JsonFormat(Charset charset, BiConsumer<JsonParser, Consumer<Map<String, Object>>> items) implements RowFormat {

    @Override
    public void read(InputStream file, Consumer<Map<String, Object>> rows) throws IOException {
        try (JsonParser in = ValueJson.FACTORY.createParser(Text.of(file, charset))) {
            items.accept(in, rows);
        }
    }
}

package org.hermescdc.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.hermescdc.core.event.ValueJson;

/** A document over its table of one row. */
record TableDocument(Table<String, String> table) implements Document {

    @Override
    public String name() {
        return table.name();
    }

    @Override
    public Optional<Object> value() {
        return Optional.ofNullable(table.get(DocumentFormat.KEY)).map(TableDocument::parse);
    }

    private static Object parse(String json) {
        try {
            return ValueJson.parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.hermescdc.spi;

import java.util.Map;
import java.util.function.Consumer;

/**
 * What is asked of a source: the body of a call to the route of a datasource.
 *
 * @param kind what to do
 * @param query in the source's own language; null where the source needs none
 * @param vars to be bound as parameters of the query, never spliced into it
 * @param rows receives the rows of a fetch, as {@link DataSource#fetch} tells; null for the other kinds
 */
public record SourceRequest(Kind kind, String query, Map<String, Object> vars, Consumer<Map<String, Object>> rows) {

    /** What can be asked of a source. */
    public enum Kind {
        FETCH,
        ADD,
        DELETE,
        MODIFY
    }

    /** Whether rows are wanted; else the source is to be changed. */
    public boolean isFetch() {
        return kind == Kind.FETCH;
    }

    /** Only the kind: variables may hold secrets. */
    @Override
    public String toString() {
        return "SourceRequest[" + kind + "]";
    }
}

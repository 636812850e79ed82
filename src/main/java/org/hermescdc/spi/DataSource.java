package org.hermescdc.spi;

import java.util.Map;
import java.util.function.Consumer;

/**
 * A source of rows for the server (spec/07). One instance per declared source, used by one thread at a time, opened by
 * whoever made it and closed at the stop of the program. A connection found dead is opened again at the next use.
 */
public interface DataSource extends AutoCloseable {

    /**
     * Runs a query and hands over its rows one by one, in the order of the source; a large result is never held whole.
     *
     * @param query in the source's own language; null where the source needs none
     * @param vars bound as parameters, never spliced into the query
     * @param rows receives each row: column → value as in {@link org.hermescdc.core.model.Values}, a NULL column present
     *     with the value null. The map may be reused for the next row
     * @throws SourceException if the query fails or its answer is known to be incomplete: rows already handed over must
     *     then be forgotten
     */
    void fetch(String query, Map<String, Object> vars, Consumer<Map<String, Object>> rows);

    /** Runs a statement that adds to the source. */
    void add(String query, Map<String, Object> vars);

    /** Runs a statement that deletes from the source. */
    void delete(String query, Map<String, Object> vars);

    /** Runs a statement that changes the source. */
    void modify(String query, Map<String, Object> vars);

    @Override
    void close();
}

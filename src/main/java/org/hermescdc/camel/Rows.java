package org.hermescdc.camel;

import java.util.Iterator;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.hermescdc.core.HermesException;
import org.hermescdc.spi.SourceRequest;

/** Hands the rows that a route fetched to whoever asked for them. */
public final class Rows {

    /**
     * @param body what the query gave: an {@link Iterator} of rows
     * @throws HermesException if the query gave no rows at all: it was no query
     */
    @SuppressWarnings("unchecked")
    public void deliver(@Body Object body, @Variable("request") SourceRequest request) {
        if (!(body instanceof Iterator<?> rows)) {
            throw new HermesException("a fetch must give rows, but its query gave none: it changes the source instead");
        }
        rows.forEachRemaining(row -> request.rows().accept((Map<String, Object>) row));
    }
}

package org.hermescdc.plugin.datasource.camel;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.IOHelper;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.model.Values;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SourceRequest;

/** The endpoint of one source: where it is, what it is asked, and how its message becomes rows. */
public final class CamelEndpoint {

    private final Settings settings;
    private DataFormat format;

    CamelEndpoint(Settings settings) {
        this.settings = settings;
    }

    /** The URI of the endpoint. */
    public String uri() {
        return settings.text("uri");
    }

    /** @throws HermesException if the request cannot be done in the mode of the source */
    public boolean isPolled(@Body SourceRequest request) {
        boolean polled = settings.text("mode").equals("poll");
        if (polled && !request.isFetch()) {
            throw new HermesException("the endpoint is polled (setting mode): no " + request.kind());
        }
        return polled;
    }

    /** Makes the message of a call: the query as body, the variables as headers. */
    public void ask(Exchange exchange) {
        SourceRequest request = exchange.getMessage().getBody(SourceRequest.class);
        exchange.getMessage().setHeaders(new HashMap<>(request.vars()));
        exchange.getMessage().setBody(request.query());
    }

    /**
     * Makes rows of what came.
     *
     * @return an iterator of maps, as values of Hermes
     * @throws HermesException if nothing came, or no rows
     */
    public Iterator<Map<String, Object>> rows(Exchange exchange) throws Exception {
        Object body = exchange.getMessage().getBody();
        if (body == null) {
            throw new HermesException("the endpoint gave no message; that is not an empty source");
        }
        Object rows = settings.has("dataformat") ? unmarshal(exchange) : body;
        Iterator<?> items = rows instanceof Iterator<?> iterator
                ? iterator
                : rows instanceof Iterable<?> iterable
                        ? iterable.iterator()
                        : rows instanceof Map<?, ?> map ? List.of(map).iterator() : null;
        if (items == null) {
            throw new HermesException("the message holds a " + rows.getClass().getName()
                    + "; expected rows: a list of maps. A dataformat may make them");
        }
        return new Rows(items);
    }

    private Object unmarshal(Exchange exchange) throws Exception {
        if (format == null) {
            format = format(exchange.getContext());
        }
        InputStream in = exchange.getMessage().getMandatoryBody(InputStream.class);
        // not before the rows are read, which a data format may do one by one
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                IOHelper.close(in);
            }
        });
        return format.unmarshal(exchange, in);
    }

    private DataFormat format(CamelContext context) {
        String name = settings.text("dataformat");
        DataFormat made = context.createDataFormat(name);
        if (made == null) {
            throw new HermesException(
                    "no data format '" + name + "' is installed: put the jar of its Camel component into"
                            + " the folder plugins/, and start again");
        }
        Map<String, Object> options =
                new LinkedHashMap<>(settings.section("dataformat_options").toMap());
        if (!PropertyBindingSupport.bindProperties(context, made, options) && !options.isEmpty()) {
            throw new HermesException("dataformat_options: '" + name + "' has none of " + options.keySet());
        }
        made.start();
        return made;
    }

    /** Rows as values of Hermes. */
    private static final class Rows implements Iterator<Map<String, Object>> {

        private final Iterator<?> items;
        private long count;

        Rows(Iterator<?> items) {
            this.items = items;
        }

        @Override
        public boolean hasNext() {
            return items.hasNext();
        }

        @Override
        public Map<String, Object> next() {
            Object item = items.next();
            count++;
            if (!(item instanceof Map<?, ?> map)) {
                throw new HermesException("row " + count + " is a "
                        + (item == null ? "null" : item.getClass().getName()) + "; expected a map");
            }
            Map<String, Object> row = new LinkedHashMap<>();
            map.forEach((column, value) -> row.put(String.valueOf(column), value(String.valueOf(column), value)));
            return row;
        }

        private Object value(String column, Object value) {
            try {
                return Values.normalize(value);
            } catch (IllegalArgumentException e) {
                throw new HermesException("row " + count + ", column '" + column + "': " + e.getMessage(), e);
            }
        }
    }
}

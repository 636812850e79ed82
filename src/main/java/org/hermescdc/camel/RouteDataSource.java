package org.hermescdc.camel;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.hermescdc.core.HermesException;
import org.hermescdc.spi.DataSource;
import org.hermescdc.spi.SourceException;
import org.hermescdc.spi.SourceRequest;
import org.hermescdc.spi.SourceRequest.Kind;

/** A datasource that runs as a route: made from the template of its plugin, removed when it is closed. */
final class RouteDataSource implements DataSource {

    private final TemplateRoute route;
    private final String source;
    private final String endpoint;
    private final ProducerTemplate template;

    /**
     * @param templateId the route template
     * @param source the name under which the configuration declares it
     * @param beans parameter of the template → bean
     * @throws HermesException if the route template cannot be found
     */
    RouteDataSource(CamelContext context, String templateId, String source, Map<String, Object> beans) {
        this.source = source;
        String name = EndpointName.of(source);
        route = TemplateRoute.add(context, templateId, "datasource-" + name, Map.of("name", name), beans);
        endpoint = "direct:datasource-" + name;
        template = context.createProducerTemplate();
    }

    @Override
    public void fetch(String query, Map<String, Object> vars, Consumer<Map<String, Object>> rows) {
        call(new SourceRequest(Kind.FETCH, query, vars, row -> {
            try {
                rows.accept(row);
            } catch (RuntimeException e) {
                throw new Refused(e);
            }
        }));
    }

    @Override
    public void add(String query, Map<String, Object> vars) {
        call(new SourceRequest(Kind.ADD, query, vars, null));
    }

    @Override
    public void delete(String query, Map<String, Object> vars) {
        call(new SourceRequest(Kind.DELETE, query, vars, null));
    }

    @Override
    public void modify(String query, Map<String, Object> vars) {
        call(new SourceRequest(Kind.MODIFY, query, vars, null));
    }

    private void call(SourceRequest request) {
        Exchange exchange = template.send(endpoint, sent -> sent.getMessage().setBody(request));
        Throwable failure = exchange.getException();
        if (failure instanceof Refused refused) {
            throw refused.reason;
        }
        if (failure != null) {
            throw new SourceException(source, Failures.tell(failure), failure);
        }
    }

    @Override
    public void close() {
        template.stop();
        route.close();
    }

    /** Carries an exception of the one who takes the rows through the route: it is no failure of the source. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final RuntimeException reason;

        Refused(RuntimeException reason) {
            super(reason);
            this.reason = reason;
        }
    }
}

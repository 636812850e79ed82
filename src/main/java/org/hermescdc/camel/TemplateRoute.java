package org.hermescdc.camel;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.hermescdc.core.HermesException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One route made from a route template, with the beans that only it uses; both leave the context when it is closed. */
final class TemplateRoute implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TemplateRoute.class);

    private final CamelContext context;
    private final String id;
    private final Map<String, Object> beans;

    private TemplateRoute(CamelContext context, String id, Map<String, Object> beans) {
        this.context = context;
        this.id = id;
        this.beans = beans;
    }

    /**
     * Makes a route; it is started if the context is.
     *
     * @param id of the route; each bean is bound as {@code <id>-<parameter>}
     * @param identifiers parameters of the template that are plain identifiers
     * @param beans parameters of the template that name beans, and the beans; a number is the parameter itself
     * @throws HermesException if the template is not there, or wants other parameters
     */
    static TemplateRoute add(
            CamelContext context,
            String template,
            String id,
            Map<String, String> identifiers,
            Map<String, Object> beans) {
        TemplatedRouteBuilder builder =
                TemplatedRouteBuilder.builder(context, template).routeId(id);
        identifiers.forEach(builder::parameter);
        beans.forEach((parameter, bean) -> {
            if (bean instanceof Number) {
                builder.parameter(parameter, bean.toString());
                return;
            }
            context.getRegistry().bind(beanName(id, parameter), bean);
            builder.parameter(parameter, beanName(id, parameter));
        });
        TemplateRoute route = new TemplateRoute(context, id, beans);
        try {
            builder.add();
        } catch (Exception e) {
            route.close();
            throw new HermesException("route '" + id + "' cannot be made: " + Failures.tell(e), e);
        }
        return route;
    }

    /** Starts the route if it is not running. */
    void start() {
        control("start", () -> context.getRouteController().startRoute(id));
    }

    /** Stops the route, once what is in it is done. */
    void stop() {
        control("stop", () -> context.getRouteController().stopRoute(id));
    }

    private void control(String verb, Step step) {
        try {
            step.run();
        } catch (Exception e) {
            throw new HermesException("route '" + id + "' did not " + verb + ": " + Failures.tell(e), e);
        }
    }

    /** Never fails: what cannot be closed is logged. */
    @Override
    public void close() {
        attempt(() -> context.getRouteController().stopRoute(id));
        attempt(() -> context.removeRoute(id));
        beans.forEach((parameter, bean) -> {
            context.getRegistry().unbind(beanName(id, parameter));
            if (bean instanceof AutoCloseable closeable) {
                attempt(closeable::close);
            }
        });
    }

    private static String beanName(String id, String parameter) {
        return id + "-" + parameter;
    }

    private interface Step {
        void run() throws Exception;
    }

    private void attempt(Step step) {
        try {
            step.run();
        } catch (Exception e) {
            LOG.warn("route '{}' did not close: {}", id, Failures.tell(e));
        }
    }
}

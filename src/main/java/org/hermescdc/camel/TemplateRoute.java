package org.hermescdc.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.hermescdc.core.HermesException;

/** One route made from a route template, with the beans that only it uses; both leave the context when it is closed. */
final class TemplateRoute implements AutoCloseable {

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
     * @param beans parameters of the template that name beans, and the beans
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

    @Override
    public void close() {
        List<Exception> failures = new ArrayList<>();
        attempt(failures, () -> context.getRouteController().stopRoute(id));
        attempt(failures, () -> context.removeRoute(id));
        beans.forEach((parameter, bean) -> {
            context.getRegistry().unbind(beanName(id, parameter));
            if (bean instanceof AutoCloseable closeable) {
                attempt(failures, closeable::close);
            }
        });
        if (!failures.isEmpty()) {
            throw new HermesException(
                    "route '" + id + "' did not close: " + Failures.tell(failures.get(0)), failures.get(0));
        }
    }

    private static String beanName(String id, String parameter) {
        return id + "-" + parameter;
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void attempt(List<Exception> failures, Step step) {
        try {
            step.run();
        } catch (Exception e) {
            failures.add(e);
        }
    }
}

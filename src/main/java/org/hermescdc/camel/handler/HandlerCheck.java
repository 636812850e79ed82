package org.hermescdc.camel.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.hermescdc.camel.Flow;
import org.hermescdc.config.ConfigException;
import org.hermescdc.config.ConfigProblem;
import org.hermescdc.core.HermesException;
import org.hermescdc.spi.EventHandler;

/** Looks at the handlers of a client plugin as {@link HandlerDispatcher#attach} does, without starting anything. */
public final class HandlerCheck {

    private HandlerCheck() {}

    /**
     * Checks the names and parameters of all handlers.
     *
     * @param pluginName its routes stand in {@code routes/handler/<pluginName>.camel.yaml}, if it has any
     * @param plugin its Java object; empty for a plugin made of routes only
     * @param types the local types that handlers may be named for
     * @throws ConfigException with every method and route that is named for no event, and routes that cannot be loaded
     */
    public static void check(String pluginName, Optional<EventHandler> plugin, Set<String> types) {
        List<ConfigProblem> problems = new ArrayList<>();
        plugin.ifPresent(java -> collect(problems, () -> JavaHandlers.of(java, types)));
        String routes = Flow.HANDLERS + pluginName + ".camel.yaml";
        if (Flow.hasFile(routes)) {
            collect(problems, () -> checkRoutes(routes, types));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private static void checkRoutes(String file, Set<String> types) {
        CamelContext context;
        try {
            context = Flow.unstarted(file);
        } catch (HermesException e) {
            throw new ConfigException(List.of(new ConfigProblem("routes/" + file, 0, 0, "", e.getMessage())));
        }
        try {
            new RouteHandlers(context, types);
        } finally {
            context.stop();
        }
    }

    private static void collect(List<ConfigProblem> problems, Runnable check) {
        try {
            check.run();
        } catch (ConfigException e) {
            problems.addAll(e.problems());
        }
    }
}

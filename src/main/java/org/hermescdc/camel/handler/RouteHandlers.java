package org.hermescdc.camel.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.model.errorhandler.RefErrorHandlerDefinition;
import org.hermescdc.config.ConfigException;
import org.hermescdc.config.ConfigProblem;
import org.hermescdc.spi.HandlerName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The handlers written as routes: those whose {@code from} is {@code direct:on_…}, also when files are read anew. */
final class RouteHandlers extends ModelLifecycleStrategySupport {

    private static final Logger LOG = LoggerFactory.getLogger(RouteHandlers.class);

    /** Starts the ids of the routes that stand for Java handlers, which are no routes of the user. */
    private static final String JAVA_ROUTE = "java:";

    private static final Pattern HANDLER_FILE = Pattern.compile("\\bhandler/[^/]+\\.camel\\.yaml$");

    private final ModelCamelContext context;
    private final HandlerNames names;
    private final Set<String> handlers = ConcurrentHashMap.newKeySet();

    /**
     * Takes the routes that the context has now.
     *
     * @throws ConfigException if one is named for no event
     */
    RouteHandlers(CamelContext context, Set<String> types) {
        this.context = (ModelCamelContext) context;
        this.names = new HandlerNames(types);
        List<ConfigProblem> problems = new ArrayList<>();
        this.context.getRouteDefinitions().forEach(route -> add(route).ifPresent(problems::add));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        startAnew();
        this.context.addModelLifecycleStrategy(this);
    }

    /** Routes that run already have the error handler that they were started with. */
    private void startAnew() {
        if (!context.isStarted()) {
            return;
        }
        List<RouteDefinition> routes = context.getRouteDefinitions().stream()
                .filter(route -> handlerOf(route).isPresent() || isHelper(route))
                .toList();
        try {
            context.addRouteDefinitions(routes);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    boolean has(String handler) {
        return handlers.contains(handler);
    }

    /** The id for the route that stands for a Java handler. */
    static String idOfJava(HandlerName name) {
        return JAVA_ROUTE + name;
    }

    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        add(route).map(ConfigProblem::toString).ifPresent(LOG::error);
    }

    @Override
    public void onRemoveRouteDefinition(RouteDefinition route) {
        Optional.ofNullable(route).flatMap(this::handlerOf).ifPresent(handlers::remove);
    }

    /** Takes a route, if it is a handler; returns what is wrong with its name. */
    private Optional<ConfigProblem> add(RouteDefinition route) {
        Optional<String> handler = handlerOf(route);
        handler.ifPresent(handlers::add);
        if (handler.isPresent() || isHelper(route)) {
            leaveLoggingToTheClient(route);
        }
        return handler.flatMap(this::problem).map(text -> located(route, text));
    }

    private Optional<String> handlerOf(RouteDefinition route) {
        boolean java = route.getId() != null && route.getId().startsWith(JAVA_ROUTE);
        return java || route.getInput() == null
                ? Optional.empty()
                : HandlerEndpoint.handlerOf(context.resolvePropertyPlaceholders(uriOf(route)));
    }

    /** A route beside the handlers in their file, which they call. */
    private static boolean isHelper(RouteDefinition route) {
        return route.getResource() != null
                && HANDLER_FILE.matcher(route.getResource().getLocation()).find();
    }

    /** A route made from a template has its parameters apart. */
    private static String uriOf(RouteDefinition route) {
        String uri = route.getInput().getEndpointUri();
        if (route.getTemplateParameters() == null) {
            return uri;
        }
        for (Map.Entry<String, Object> parameter : route.getTemplateParameters().entrySet()) {
            uri = uri.replace("{{" + parameter.getKey() + "}}", String.valueOf(parameter.getValue()));
        }
        return uri;
    }

    private Optional<String> problem(String handler) {
        return handler.equals(HandlerEndpoint.ON_SAVE) ? Optional.empty() : names.problem(handler);
    }

    /** Camel would log the exception as it is, stack trace, secrets and all. */
    private static void leaveLoggingToTheClient(RouteDefinition route) {
        if (!hasErrorHandler(route)) {
            DefaultErrorHandlerDefinition silent = new DefaultErrorHandlerDefinition();
            silent.setLevel(LoggingLevel.OFF.name());
            route.errorHandler(silent);
        }
    }

    /** Whether the user chose an error handler; Camel's own choice is a reference to its default. */
    private static boolean hasErrorHandler(RouteDefinition route) {
        boolean chosen = route.isErrorHandlerFactorySet()
                && !(route.getErrorHandlerFactory() instanceof RefErrorHandlerDefinition);
        return chosen || route.getErrorHandler() != null || route.getErrorHandlerRef() != null;
    }

    private static ConfigProblem located(RouteDefinition route, String text) {
        FromDefinition from = route.getInput();
        boolean known = from.getLocation() != null;
        String file = known ? from.getLocation().replaceFirst("^file:", "") : "a route";
        return new ConfigProblem(file, known ? from.getLineNumber() : 0, 1, from.getEndpointUri(), text);
    }
}

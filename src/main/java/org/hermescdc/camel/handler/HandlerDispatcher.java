package org.hermescdc.camel.handler;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultExchange;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.HandlerName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands local events to the handlers of the client plugin: its routes named {@code direct:on_<Type>_<event>}, and the
 * methods of its Java object, each of which is such an endpoint too. For one name the route wins. Used by one thread at a
 * time.
 */
public final class HandlerDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(HandlerDispatcher.class);

    private final CamelContext camel;
    private final Optional<EventHandler> plugin;
    private final JavaHandlers methods;
    private final RouteHandlers routes;
    private final RouteContext context;
    private final ProducerTemplate producer;

    private HandlerDispatcher(
            CamelContext camel, Optional<EventHandler> plugin, JavaHandlers methods, RouteHandlers routes) {
        this.camel = camel;
        this.plugin = plugin;
        this.methods = methods;
        this.routes = routes;
        this.context = CamelContextHelper.mandatoryLookup(camel, HandlerBeans.CONTEXT, RouteContext.class);
        this.producer = camel.createProducerTemplate();
    }

    /**
     * Finds and checks all handlers, and adds an endpoint for each Java method. To be called when the routes of the client
     * are in the context, before they start or after.
     *
     * @param camel whose registry holds the {@link HandlerBeans}
     * @param pluginName as in the configuration; its routes stand in {@code routes/handler/<pluginName>.camel.yaml}
     * @param plugin its Java object; empty for a plugin made of routes only
     * @param declared the local types that the plugin tells it handles; its handlers may be named for them too
     * @param types the local types of the datamodel, and those of the previous one whose objects must still be removed
     * @throws org.hermescdc.config.ConfigException if a method or a route is named for no event, or takes what the event does not have
     */
    public static HandlerDispatcher attach(
            CamelContext camel,
            String pluginName,
            Optional<EventHandler> plugin,
            Set<String> declared,
            Set<String> types) {
        Set<String> named = new TreeSet<>(types);
        named.addAll(declared);
        JavaHandlers methods = plugin.map(java -> JavaHandlers.of(java, named)).orElse(JavaHandlers.NONE);
        camel.getComponent("direct", DirectComponent.class).setBlock(false);
        HandlerDispatcher dispatcher = new HandlerDispatcher(camel, plugin, methods, new RouteHandlers(camel, named));
        dispatcher.register(types);
        warnOfIdleTypes(dispatcher, pluginName, types);
        return dispatcher;
    }

    /** Whether there is a handler: without one an event counts as processed. */
    public boolean handles(HandlerName name) {
        return routes.has(name.toString()) || methods.find(name).isPresent();
    }

    /**
     * Calls the handler for an event, if there is one, and returns when it has done.
     *
     * @return whether there was a handler
     * @throws org.hermescdc.spi.HandlerException if it failed; the message is fit for the error queue
     */
    public boolean dispatch(HandlerCall call) {
        HandlerName name = call.name();
        boolean routed = routes.has(name.toString());
        Optional<JavaHandler> method = routed ? Optional.empty() : methods.find(name);
        if (routed || method.isPresent()) {
            LOG.info("{}: {}[{}]", name, call.type(), call.key());
        }
        if (routed) {
            send(name, call);
        }
        method.ifPresent(handler -> invoke(handler, call));
        return routed || method.isPresent();
    }

    /**
     * Tells the plugin that the cache was saved.
     *
     * @throws org.hermescdc.spi.HandlerException if it failed, which ends the client
     */
    public void onSave() {
        if (routes.has(HandlerEndpoint.ON_SAVE)) {
            Throwable failure = run(HandlerEndpoint.ON_SAVE, new DefaultExchange(camel));
            if (failure != null) {
                throw HandlerFailures.ofSave(failure);
            }
            return;
        }
        try {
            plugin.ifPresent(EventHandler::onSave);
        } catch (RuntimeException e) {
            throw HandlerFailures.ofSave(e);
        }
    }

    private void send(HandlerName name, HandlerCall call) {
        Exchange exchange = new DefaultExchange(camel);
        HandlerExchange.write(call, exchange.getMessage());
        Throwable[] failure = new Throwable[1];
        context.during(call.context(), () -> failure[0] = run(name.toString(), exchange));
        if (failure[0] != null) {
            throw HandlerFailures.of(call, failure[0]);
        }
    }

    /** Runs a route to its end; returns why it failed, or null. */
    private Throwable run(String handler, Exchange exchange) {
        Endpoint endpoint = camel.getEndpoint(HandlerEndpoint.uri(handler));
        producer.send(endpoint, exchange);
        if (exchange.getException() == null && exchange.isRollbackOnly()) {
            return new IllegalStateException("the route rolled the exchange back");
        }
        return exchange.getException();
    }

    private static void invoke(JavaHandler handler, HandlerCall call) {
        try {
            handler.handle(call);
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw HandlerFailures.of(call, e);
        }
    }

    /** Makes the endpoints of Java handlers known to routes. */
    private void register(Set<String> types) {
        try {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    names(types).stream()
                            .filter(name -> !routes.has(name.toString()))
                            .forEach(name -> methods.find(name)
                                    .ifPresent(handler -> from(HandlerEndpoint.uri(name.toString()))
                                            .routeId(RouteHandlers.idOfJava(name))
                                            .process(exchange -> handler.handle(
                                                    HandlerExchange.read(name, exchange, context.current())))));
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<HandlerName> names(Set<String> types) {
        return types.stream()
                .flatMap(type -> Arrays.stream(HandlerEvent.values()).map(event -> new HandlerName(type, event)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void warnOfIdleTypes(HandlerDispatcher dispatcher, String plugin, Set<String> types) {
        for (String type : types) {
            if (names(Set.of(type)).stream().noneMatch(dispatcher::handles)) {
                LOG.warn(
                        "client plugin '{}' has no handler for local type '{}': its events change no target",
                        plugin,
                        type);
            }
        }
    }
}

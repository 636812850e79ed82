package org.hermescdc.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hermescdc.core.HermesException;
import org.hermescdc.spi.AttributeFilter;
import org.hermescdc.spi.BusFactory;
import org.hermescdc.spi.DataSourceFactory;
import org.hermescdc.spi.EventHandler;

/**
 * The plugins that are installed, by kind and name, in the order of their names (spec/07).
 *
 * @param dataSources types of datasources
 * @param buses kinds of message bus
 * @param handlers makers of client plugins written in Java: each use of one gets its own, to run
 * @param filters makers of attribute filters: each use of one gets its own, to configure
 * @param routeHandlers the client plugins that exist as routes, with the file {@code <plugin>.plugin.yaml} that tells
 *     of their types and settings, if there is one; a plugin may have a part in Java too
 */
public record PluginCatalog(
        Map<String, DataSourceFactory> dataSources,
        Map<String, BusFactory> buses,
        Map<String, Supplier<EventHandler>> handlers,
        Map<String, Supplier<AttributeFilter>> filters,
        Map<String, Optional<Path>> routeHandlers) {

    static final String ROUTES = ".camel.yaml";
    private static final String TELLING = ".plugin.yaml";

    public PluginCatalog {
        dataSources = Collections.unmodifiableMap(new TreeMap<>(dataSources));
        buses = Collections.unmodifiableMap(new TreeMap<>(buses));
        handlers = Collections.unmodifiableMap(new TreeMap<>(handlers));
        filters = Collections.unmodifiableMap(new TreeMap<>(filters));
        routeHandlers = Collections.unmodifiableMap(new TreeMap<>(routeHandlers));
    }

    /**
     * Finds the plugins on the class path, to which the launcher adds the jars of {@code plugins/}, and the client plugins
     * written as routes, in a folder or in one of these jars.
     *
     * @param handlerRoutes folder of {@code <plugin>.camel.yaml} files; need not exist
     * @throws HermesException if a plugin cannot be loaded, or two have one name
     */
    public static PluginCatalog installed(Path handlerRoutes, PluginJars jars) {
        jars.requireUsable();
        Map<String, Path> routes = new TreeMap<>(jars.handlerRoutes());
        routes.putAll(handlerFiles(handlerRoutes));
        try {
            return new PluginCatalog(
                    found(DataSourceFactory.class, DataSourceFactory::name, Supplier::get),
                    found(BusFactory.class, BusFactory::name, Supplier::get),
                    found(EventHandler.class, EventHandler::name, Function.identity()),
                    found(AttributeFilter.class, AttributeFilter::name, Function.identity()),
                    telling(routes));
        } catch (ServiceConfigurationError e) {
            throw new HermesException("a plugin cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** The same without a folder of jars. */
    public static PluginCatalog installed(Path handlerRoutes) {
        return installed(handlerRoutes, PluginJars.NONE);
    }

    /** The names of all client plugins, in Java or as routes. */
    public Collection<String> handlerNames() {
        Collection<String> names = new TreeSet<>(handlers.keySet());
        names.addAll(routeHandlers.keySet());
        return names;
    }

    /** A new object of the Java part of a client plugin; empty for one that has none. */
    public Optional<EventHandler> handler(String name) {
        return Optional.ofNullable(handlers.get(name)).map(Supplier::get);
    }

    private static <T, V> Map<String, V> found(Class<T> kind, Function<T, String> name, Function<Supplier<T>, V> kept) {
        Map<String, ServiceLoader.Provider<T>> providers = new TreeMap<>();
        ServiceLoader.load(kind).stream().forEach(provider -> {
            String called = name.apply(provider.get());
            ServiceLoader.Provider<T> other = providers.put(called, provider);
            if (other != null) {
                throw new HermesException("two plugins have the name '" + called + "': "
                        + other.type().getName() + " and " + provider.type().getName() + "; take one jar away");
            }
        });
        return providers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> kept.apply(entry.getValue())));
    }

    /** The files of handler routes in a folder, which need not exist, by the name of the client plugin. */
    static Map<String, Path> handlerFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ROUTES))
                    .collect(Collectors.toMap(PluginCatalog::pluginOf, Function.identity()));
        } catch (IOException e) {
            throw new HermesException("the folder " + folder + " cannot be read: " + References.reason(e), e);
        }
    }

    private static String pluginOf(Path routes) {
        String file = routes.getFileName().toString();
        return file.substring(0, file.length() - ROUTES.length());
    }

    private static Map<String, Optional<Path>> telling(Map<String, Path> routes) {
        Map<String, Optional<Path>> telling = new TreeMap<>();
        routes.forEach((name, file) -> telling.put(
                name, Optional.of(file.resolveSibling(name + TELLING)).filter(Files::exists)));
        return telling;
    }
}

package org.hermescdc.config;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
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
 * @param handlers client plugins written in Java
 * @param filters makers of attribute filters: each use of one gets its own, to configure
 * @param routeHandlers names of the client plugins that exist as routes; one may have a part in Java too
 */
public record PluginCatalog(
        Map<String, DataSourceFactory> dataSources,
        Map<String, BusFactory> buses,
        Map<String, EventHandler> handlers,
        Map<String, Supplier<AttributeFilter>> filters,
        Collection<String> routeHandlers) {

    private static final String ROUTES = ".camel.yaml";

    public PluginCatalog {
        dataSources = Collections.unmodifiableMap(new TreeMap<>(dataSources));
        buses = Collections.unmodifiableMap(new TreeMap<>(buses));
        handlers = Collections.unmodifiableMap(new TreeMap<>(handlers));
        filters = Collections.unmodifiableMap(new TreeMap<>(filters));
        routeHandlers = Collections.unmodifiableSet(new TreeSet<>(routeHandlers));
    }

    /**
     * Finds the plugins on the class path and in the jars of a folder, and the client plugins written as routes.
     *
     * @param plugins folder of jars; need not exist
     * @param handlerRoutes folder of {@code <plugin>.camel.yaml} files; need not exist
     * @throws HermesException if a plugin cannot be loaded, or two have one name
     */
    public static PluginCatalog load(Path plugins, Path handlerRoutes) {
        ClassLoader loader = loader(plugins);
        try {
            return new PluginCatalog(
                    found(DataSourceFactory.class, loader, DataSourceFactory::name, Supplier::get),
                    found(BusFactory.class, loader, BusFactory::name, Supplier::get),
                    found(EventHandler.class, loader, EventHandler::name, Supplier::get),
                    found(AttributeFilter.class, loader, AttributeFilter::name, Function.identity()),
                    files(handlerRoutes, ROUTES).map(PluginCatalog::pluginOf).toList());
        } catch (ServiceConfigurationError e) {
            throw new HermesException(
                    "a plugin in " + plugins + " or on the class path cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** The names of all client plugins, in Java or as routes. */
    public Collection<String> handlerNames() {
        Collection<String> names = new TreeSet<>(handlers.keySet());
        names.addAll(routeHandlers);
        return names;
    }

    /** The Java part of a client plugin. */
    public Optional<EventHandler> handler(String name) {
        return Optional.ofNullable(handlers.get(name));
    }

    private static <T, V> Map<String, V> found(
            Class<T> kind, ClassLoader loader, Function<T, String> name, Function<Supplier<T>, V> kept) {
        Map<String, ServiceLoader.Provider<T>> providers = new TreeMap<>();
        ServiceLoader.load(kind, loader).stream().forEach(provider -> {
            ServiceLoader.Provider<T> other = providers.put(name.apply(provider.get()), provider);
            if (other != null && other.type() != provider.type()) {
                throw new HermesException("two plugins have the name '" + name.apply(provider.get()) + "': "
                        + other.type().getName() + " and " + provider.type().getName());
            }
        });
        return providers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> kept.apply(entry.getValue())));
    }

    /** Stays open as long as the program runs: plugins load further classes when they need them. */
    private static ClassLoader loader(Path plugins) {
        ClassLoader parent = PluginCatalog.class.getClassLoader();
        List<URL> jars = new ArrayList<>();
        files(plugins, ".jar").forEach(jar -> jars.add(url(jar)));
        return jars.isEmpty() ? parent : new URLClassLoader("plugins", jars.toArray(URL[]::new), parent);
    }

    private static Stream<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new HermesException("the folder " + folder + " cannot be read: " + References.reason(e), e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new HermesException("the plugin " + jar + " has an unusable name", e);
        }
    }

    private static String pluginOf(Path routes) {
        String name = routes.getFileName().toString();
        return name.substring(0, name.length() - ROUTES.length());
    }
}

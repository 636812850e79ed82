package org.hermescdc.camel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.template.Template;
import org.hermescdc.spi.DataSource;
import org.hermescdc.spi.DataSourceFactory;

/** The datasources that a configuration declares, by name, in its order; closed together. */
public final class DataSources implements AutoCloseable {

    private final Map<String, DataSource> sources = new LinkedHashMap<>();

    /**
     * Makes a route for each declared source; none connects before its first use.
     *
     * @param context holds the route templates of {@code routes/datasource/}
     * @param declared name → type and settings, valid
     * @param results how templates read their results
     * @throws HermesException if a type has no plugin, or its route template is not there
     */
    public static DataSources open(
            CamelContext context, Map<String, HermesConfig.Plugin> declared, Template.Results results) {
        DataSources opened = new DataSources();
        try {
            declared.forEach((name, plugin) -> opened.sources.put(name, source(context, name, plugin, results)));
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    /** The same, where templates read their results as Hermes 1.0.9 did. */
    public static DataSources open(CamelContext context, Map<String, HermesConfig.Plugin> declared) {
        return open(context, declared, Template.Results.NATIVE);
    }

    private static DataSource source(
            CamelContext context, String name, HermesConfig.Plugin declared, Template.Results results) {
        DataSourceFactory factory = factory(declared.type());
        return new RouteDataSource(
                context, factory.template(), name, factory.beans(name, declared.settings(), results));
    }

    /** The route files that hold the templates of the declared sources, below the folder of routes. */
    public static List<String> routeFiles(Map<String, HermesConfig.Plugin> declared) {
        return declared.values().stream()
                .map(plugin -> factory(plugin.type()).template().replaceFirst("-", "/") + ".camel.yaml")
                .distinct()
                .toList();
    }

    /** Tells of each declared source whether it is as it was after a fetch. */
    public static Predicate<String> readOnly(Map<String, HermesConfig.Plugin> declared) {
        return name -> {
            HermesConfig.Plugin plugin = declared.get(name);
            return factory(plugin.type()).isReadOnly(plugin.settings());
        };
    }

    /** The source of that name; the configuration has made sure that it is declared. */
    public DataSource get(String name) {
        DataSource source = sources.get(name);
        if (source == null) {
            throw new IllegalArgumentException("no datasource '" + name + "'; declared: " + sources.keySet());
        }
        return source;
    }

    @Override
    public void close() {
        sources.values().forEach(DataSource::close);
        sources.clear();
    }

    private static DataSourceFactory factory(String type) {
        return ServiceLoader.load(DataSourceFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.name().equals(type))
                .findFirst()
                .orElseThrow(() -> new HermesException("no datasource plugin of type '" + type + "' is installed"));
    }
}

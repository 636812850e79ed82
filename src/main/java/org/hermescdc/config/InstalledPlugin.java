package org.hermescdc.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hermescdc.spi.SettingsSchema;

/**
 * A plugin as it is told to people.
 *
 * @param kind datasource, bus, filter or target
 * @param version empty if it tells none
 * @param origin {@code shipped}, the jar in {@code plugins/}, or the file of a target written as routes
 * @param settings its keys, by the program that reads them: a bus has others on a server than on a client; else one list
 *     under an empty name
 */
public record InstalledPlugin(
        String kind, String name, Optional<String> version, String origin, Map<String, List<SettingRow>> settings) {

    /**
     * All that is installed, by kind and name.
     *
     * @param handlerRoutes the folder that the catalog was made with, as the jars
     */
    public static List<InstalledPlugin> all(PluginCatalog catalog, Path handlerRoutes, PluginJars jars) {
        Listing listing = new Listing(jars, PluginCatalog.handlerFiles(handlerRoutes));
        catalog.dataSources().forEach((name, source) -> listing.add("datasource", name, source, source.settings()));
        catalog.buses()
                .forEach((name, bus) -> listing.addBus(name, bus, bus.producerSettings(), bus.consumerSettings()));
        catalog.filters()
                .forEach((name, filter) ->
                        listing.add("filter", name, filter.get(), filter.get().settings()));
        catalog.handlers()
                .forEach((name, handler) ->
                        listing.add("target", name, handler.get(), handler.get().settings()));
        new TreeMap<>(catalog.routeHandlers()).forEach(listing::addRoutes);
        return listing.plugins;
    }

    private static final class Listing {
        private final List<InstalledPlugin> plugins = new ArrayList<>();
        private final PluginJars jars;
        private final Map<String, Path> edited;

        Listing(PluginJars jars, Map<String, Path> edited) {
            this.jars = jars;
            this.edited = edited;
        }

        void add(String kind, String name, Object plugin, SettingsSchema schema) {
            add(kind, name, plugin, Map.of("", SettingRow.of(schema)));
        }

        void addBus(String name, Object bus, SettingsSchema server, SettingsSchema client) {
            Map<String, List<SettingRow>> settings = new LinkedHashMap<>();
            settings.put("on a server", SettingRow.of(server));
            settings.put("on a client", SettingRow.of(client));
            add("bus", name, bus, settings);
        }

        private void add(String kind, String name, Object plugin, Map<String, List<SettingRow>> settings) {
            Class<?> type = plugin.getClass();
            Optional<String> version = Optional.ofNullable(type.getPackage().getImplementationVersion());
            String origin =
                    jars.holding(type).map(jar -> jar.getFileName().toString()).orElse("shipped");
            plugins.add(new InstalledPlugin(kind, name, version, origin, settings));
        }

        void addRoutes(String name, Optional<Path> told) {
            List<SettingRow> rows = told.map(file -> RoutePlugin.read(file, new References(System.getenv())))
                    .flatMap(RoutePlugin::settings)
                    .map(SettingRow::of)
                    .orElse(List.of());
            String origin = Optional.ofNullable(jars.handlerRoutes().get(name))
                    .filter(file -> !edited.containsKey(name))
                    .flatMap(jars::holding)
                    .map(jar -> jar.getFileName().toString())
                    .orElse("routes/handler/" + name + PluginCatalog.ROUTES);
            plugins.add(new InstalledPlugin("target", name, Optional.empty(), origin, Map.of("", rows)));
        }
    }
}

package org.hermescdc.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Setting.Type;
import org.hermescdc.spi.SettingsSchema;

/** The schema of a client's file (spec/01). */
final class ClientSchema {

    static final String SECTION = "hermes-client";

    private static final long MOST_MINUTES = 65_535;
    private static final long MOST_DAYS = 3_660;

    private ClientSchema() {}

    /**
     * @param plugin the client plugin that the file is for
     * @param routes what its routes tell of themselves
     */
    static SettingsSchema of(PluginCatalog catalog, String plugin, RoutePlugin routes) {
        return SettingsSchema.of(HermesSchema.of(false, catalog), client(), plugin(catalog, plugin, routes));
    }

    /** The name of the section with a plugin's settings. */
    static String sectionOf(String plugin) {
        return SECTION + "-" + plugin;
    }

    /** A plugin that is routes only and tells of no keys may read any. */
    static Setting plugin(PluginCatalog catalog, String plugin, RoutePlugin routes) {
        Optional<SettingsSchema> java = catalog.handler(plugin).map(EventHandler::settings);
        Setting section = Stream.concat(java.stream(), routes.settings().stream())
                .reduce(ClientSchema::both)
                .map(schema -> HermesSchema.requiredIfNeeded(Setting.section(sectionOf(plugin), schema), schema))
                .orElseGet(() ->
                        Setting.mapOf(sectionOf(plugin), new Type.Anything()).withDefault(Map.of()));
        return section.describedAs("Settings of the client plugin '" + plugin + "'.");
    }

    /** For a plugin in Java and routes; where both tell of a key, Java's word counts. */
    private static SettingsSchema both(SettingsSchema java, SettingsSchema routes) {
        Set<String> known = java.settings().stream().map(Setting::name).collect(Collectors.toSet());
        List<Setting> all = new ArrayList<>(java.settings());
        routes.settings().stream()
                .filter(setting -> !known.contains(setting.name()))
                .forEach(all::add);
        return new SettingsSchema(all, java.rules());
    }

    static Setting client() {
        return Setting.section(
                        SECTION,
                        SettingsSchema.of(
                                Setting.choice("autoremediation", "disabled", "conservative", "maximum")
                                        .withDefault("disabled")
                                        .describedAs("Which events in the error queue are merged with later ones."),
                                Setting.choice("foreignkeys_policy", "disabled", "on_remove_event", "on_every_event")
                                        .withDefault("on_remove_event")
                                        .describedAs("Which events wait while an object that refers to theirs is in"
                                                + " the error queue."),
                                Setting.whole("errorQueue_retryInterval", 1, MOST_MINUTES)
                                        .withDefault(60L)
                                        .describedAs("Minutes between two retries of the error queue."),
                                Setting.whole("trashbin_purgeInterval", 1, MOST_MINUTES)
                                        .withDefault(60L)
                                        .describedAs("Minutes between two purges of the trashbin."),
                                Setting.whole("trashbin_retention", 0, MOST_DAYS)
                                        .withDefault(0L)
                                        .describedAs("Days that removed objects stay in the trashbin; 0: no trashbin."),
                                Setting.whole("updateInterval", 0, ServerSchema.LONGEST_INTERVAL)
                                        .withDefault(5L)
                                        .describedAs("Seconds to wait for events before looking again."),
                                Setting.flag("useFirstInitsyncSequence")
                                        .withDefault(false)
                                        .describedAs("Whether to start from the oldest complete initsync sequence on"
                                                + " the bus instead of the newest."),
                                Setting.flag("stepByStep")
                                        .withDefault(false)
                                        .asAddition()
                                        .describedAs("Whether each event takes the steps of handle.camel.yaml on an"
                                                + " exchange of its own, for traces and for your own steps between;"
                                                + " slower."),
                                Setting.of("plugin", ServerSchema.NAME)
                                        .asAddition()
                                        .describedAs("The client plugin to run; the client's name unless given."),
                                SafeguardsSchema.of(),
                                datamodel()))
                .asRequired()
                .describedAs("What the client does.");
    }

    static Setting datamodel() {
        return Setting.of("datamodel", new Type.MapOf(new Type.Section(type()), ServerSchema.TYPE_NAME))
                .asRequired()
                .describedAs("The local types, by name.");
    }

    private static SettingsSchema type() {
        return SettingsSchema.of(
                Setting.of("hermesType", ServerSchema.NAME)
                        .asRequired()
                        .describedAs("The server's type that the local type is made from."),
                Setting.text("toString")
                        .asNullable()
                        .describedAs("Template over the local attributes for the text of an object in messages; null:"
                                + " the type and the key."),
                Setting.mapOf("attrsmapping", ServerSchema.NAME)
                        .withDefault(Map.of())
                        .describedAs("By local attribute: the server's attribute, or text with templates over the"
                                + " server's attributes."));
    }
}

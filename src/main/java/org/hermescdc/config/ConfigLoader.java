package org.hermescdc.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateEngine;
import org.hermescdc.core.template.TemplateFilter;
import org.hermescdc.core.translate.Datamodel;
import org.hermescdc.spi.AttributeFilter;
import org.hermescdc.spi.HandledType;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/**
 * Loads and checks configuration files (spec/01). Nothing is started, made or connected. Every method throws a {@link
 * ConfigException} with all problems of its file at once.
 */
public final class ConfigLoader {

    private static final KeyPath SOCKET_PATH = KeyPath.of("hermes", "cli_socket", "path");
    private static final KeyPath PLUGIN = KeyPath.of(ClientSchema.SECTION, "plugin");
    private static final KeyPath ATTRIBUTES = KeyPath.of("hermes", "plugins", "attributes");
    private static final KeyPath TEMPLATES = KeyPath.of("hermes", "templates");

    private final PluginCatalog catalog;
    private final Map<String, String> environment;

    /** @param environment what {@code ${env:…}} refers to */
    public ConfigLoader(PluginCatalog catalog, Map<String, String> environment) {
        this.catalog = catalog;
        this.environment = Map.copyOf(environment);
    }

    public ServerConfig loadServer(Path path) {
        Problems problems = new Problems(path.toString());
        ConfigNode root = read(path, problems);
        Settings settings = new Checker(problems).section(ServerSchema.of(catalog), root, KeyPath.ROOT);
        Map<String, TemplateFilter> filters = filters(attributes(settings), problems);
        ConfigFile file =
                file(root, problems, filters, settings.section("hermes").section("templates"));
        Settings server = settings.section(ServerSchema.SECTION);
        new ServerChecks(file).check(server);
        problems.throwIfAny();
        return new ServerReader(file).read(HermesReader.read(settings.section("hermes"), filters), server);
    }

    /** @param name of the client; also that of its plugin, unless {@code hermes-client.plugin} names another */
    public ClientConfig loadClient(Path path, String name) {
        Problems problems = new Problems(path.toString());
        ConfigNode root = read(path, problems);
        String plugin = plugin(root, name);
        RoutePlugin routes = catalog.routeHandlers()
                .getOrDefault(plugin, Optional.empty())
                .map(told -> RoutePlugin.read(told, new References(environment)))
                .orElse(RoutePlugin.SILENT);
        SettingsSchema schema = ClientSchema.of(catalog, plugin, routes);
        Settings settings = new Checker(problems).section(schema, root, KeyPath.ROOT);
        Map<String, TemplateFilter> filters = filters(attributes(settings), problems);
        ConfigFile file =
                file(root, problems, filters, settings.section("hermes").section("templates"));
        Settings client = settings.section(ClientSchema.SECTION);
        Settings pluginSettings = settings.section(ClientSchema.sectionOf(plugin));
        ClientChecks checks = new ClientChecks(file);
        file.requireKnown(PLUGIN, plugin, catalog.handlerNames(), "no client plugin");
        checks.check(client);
        List<HandledType> handled = new ArrayList<>(routes.types());
        if (!problems.areBelow(KeyPath.of(ClientSchema.sectionOf(plugin)))) {
            catalog.handler(plugin).ifPresent(handler -> {
                handled.addAll(handler.types(pluginSettings));
                checks.refuse(plugin, handler.problems(pluginSettings, checks.mapped()));
            });
        }
        checks.checkHandled(plugin, handled);
        problems.throwIfAny();
        return new ClientReader(file)
                .read(
                        HermesReader.read(settings.section("hermes"), filters),
                        name,
                        client,
                        plugin,
                        pluginSettings,
                        handled,
                        EffectiveForm.of(schema, root),
                        kept -> savedDatamodel(kept, "_hermesconfig"));
    }

    /**
     * The path of the control socket, from a {@code -cli} file or the application's own; empty when it has none. All
     * other keys are ignored.
     */
    public Optional<Path> loadSocketPath(Path path) {
        Problems problems = new Problems(path.toString());
        ConfigNode root = read(path, problems);
        problems.keepOnly(SOCKET_PATH);
        SettingsSchema schema = SettingsSchema.of(HermesSchema.socketPath()).withRule(HermesSchema::tooLongPath);
        Settings socket = alone(SOCKET_PATH, schema, root, problems);
        problems.throwIfAny();
        return socket.optionalText("path").map(Path::of);
    }

    /**
     * The datamodel of a configuration that a client kept in its cache, to go on from there.
     *
     * @param saved as {@link ClientConfig#effective}, by this program or by Hermes 1.0.9
     * @param origin name of the cache file, for messages
     */
    public Datamodel savedDatamodel(Map<String, Object> saved, String origin) {
        Problems problems = new Problems(origin);
        ConfigNode root = SavedNodes.of(saved, new References(environment), problems);
        Settings attributes = section(ATTRIBUTES, HermesSchema.attributes(catalog), root, problems);
        Settings results = section(TEMPLATES, HermesSchema.templates(), root, problems);
        Settings datamodel = section(ClientReader.DATAMODEL, ClientSchema.datamodel(), root, problems);
        ConfigFile file = file(root, problems, filters(attributes, problems), results);
        new ClientChecks(file).checkDatamodel(datamodel);
        problems.throwIfAny();
        return new ClientReader(file).datamodel(datamodel);
    }

    private ConfigNode read(Path path, Problems problems) {
        return new YamlReader(problems, new References(environment)).read(path);
    }

    private static String plugin(ConfigNode root, String name) {
        ConfigNode plugin = root.at(PLUGIN);
        return plugin.plain() instanceof String other && !other.isEmpty() ? other : name;
    }

    private static Settings attributes(Settings settings) {
        return settings.section("hermes").section("plugins").section("attributes");
    }

    /** The declared filters. Where something is wrong they are left unconfigured: their names are all that is needed. */
    private Map<String, TemplateFilter> filters(Settings attributes, Problems problems) {
        Map<String, TemplateFilter> filters = new LinkedHashMap<>();
        for (String name : attributes.toMap().keySet()) {
            AttributeFilter filter = catalog.filters().get(name).get();
            if (problems.count() == 0) {
                filter.configure(attributes.section(name).section("settings"));
            }
            filters.put(name, filter);
        }
        return filters;
    }

    private ConfigFile file(
            ConfigNode root, Problems problems, Map<String, TemplateFilter> filters, Settings templateSettings) {
        Template.Results results = HermesReader.results(templateSettings);
        return new ConfigFile(root, problems, new TemplateEngine(filters, results));
    }

    private static Settings section(KeyPath path, Setting setting, ConfigNode root, Problems problems) {
        return alone(path, SettingsSchema.of(setting), root, problems).section(path.last());
    }

    /** Checks the one value at {@code path}, whatever stands around it. */
    private static Settings alone(KeyPath path, SettingsSchema schema, ConfigNode root, Problems problems) {
        ConfigNode node = root.at(path);
        ConfigNode alone =
                new ConfigNode.Section(node.mark(), Map.of(path.last(), new ConfigNode.Entry(node.mark(), node)));
        return new Checker(problems).section(schema, alone, path.parent());
    }
}

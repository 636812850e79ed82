package org.hermescdc;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.hermescdc.camel.Flow;
import org.hermescdc.camel.client.ClientTables;
import org.hermescdc.camel.client.NamedTypes;
import org.hermescdc.camel.handler.HandlerCheck;
import org.hermescdc.camel.notify.RouteNotifier;
import org.hermescdc.camel.server.ServerTables;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.config.InstalledPlugin;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.config.PluginJars;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.demo.DemoCommand;
import org.hermescdc.ops.Application;
import org.hermescdc.ops.CacheCopy;
import org.hermescdc.ops.HermesCommand;
import org.hermescdc.ops.Notifier;
import org.hermescdc.ops.PluginsCommand;
import org.hermescdc.ops.Programs;

/** The main class: hands the command line its programs, and ends with its exit code. */
public final class Hermes implements Programs {

    private final Clock clock = Clock.systemDefaultZone();
    private PluginJars jars;
    private PluginCatalog catalog;

    Hermes() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command to its end; returns its exit code. */
    static int run(String... args) {
        Hermes hermes = new Hermes();
        return HermesCommand.execute(
                hermes::configLoader, hermes, List.of(new DemoCommand(), new PluginsCommand(hermes::plugins)), args);
    }

    ConfigLoader configLoader() {
        return new ConfigLoader(catalog(), System.getenv());
    }

    /** Found once, and only by commands that need it. */
    private PluginCatalog catalog() {
        if (catalog == null) {
            jars = new PluginJars(
                    Path.of(System.getProperty(PluginJars.FOLDER_PROPERTY, "plugins")), Hermes.class.getClassLoader());
            catalog = PluginCatalog.installed(handlerRoutes(), jars);
        }
        return catalog;
    }

    private static Path handlerRoutes() {
        return Path.of(System.getProperty(Flow.ROUTES_PROPERTY, "routes"), "handler");
    }

    private List<InstalledPlugin> plugins() {
        return InstalledPlugin.all(catalog(), handlerRoutes(), jars);
    }

    @Override
    public Notifier notifier(String application, HermesConfig config) {
        return RouteNotifier.start(application, config, clock);
    }

    @Override
    public Application server(ServerConfig config, Notifier notifier) {
        return new HermesServer(config, clock, notifier);
    }

    @Override
    public Application client(ClientConfig config, Supplier<ClientConfig> onDisk, Notifier notifier) {
        HermesClient client =
                new HermesClient(config, clock, notifier, catalog().handler(config.plugin()));
        client.plansFor(onDisk);
        return client;
    }

    @Override
    public CacheCopy cacheCopy(ServerConfig config) {
        return new CopiedCache(config.hermes(), "hermes-server", ServerTables::open);
    }

    @Override
    public CacheCopy cacheCopy(ClientConfig config) {
        return new CopiedCache(
                config.hermes(), "hermes-client-" + config.name(), store -> ClientTables.open(store, config));
    }

    @Override
    public void check(ClientConfig config) {
        HandlerCheck.check(config.plugin(), catalog().handler(config.plugin()), NamedTypes.of(config));
    }
}

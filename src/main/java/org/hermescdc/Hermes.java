package org.hermescdc;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.hermescdc.camel.Flow;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.demo.DemoCommand;
import org.hermescdc.ops.Application;
import org.hermescdc.ops.HermesCommand;
import org.hermescdc.ops.LogNotifier;
import org.hermescdc.ops.Programs;

/** The main class: hands the command line its programs, and ends with its exit code. */
public final class Hermes implements Programs {

    private final Clock clock = Clock.systemDefaultZone();
    private PluginCatalog catalog;

    private Hermes() {}

    public static void main(String[] args) {
        Hermes hermes = new Hermes();
        System.exit(HermesCommand.execute(hermes::configLoader, hermes, List.of(new DemoCommand()), args));
    }

    private ConfigLoader configLoader() {
        return new ConfigLoader(catalog(), System.getenv());
    }

    /** Found once, and only by commands that need it. */
    private PluginCatalog catalog() {
        if (catalog == null) {
            catalog = PluginCatalog.installed(Path.of(System.getProperty(Flow.ROUTES_PROPERTY, "routes"), "handler"));
        }
        return catalog;
    }

    @Override
    public Application server(ServerConfig config) {
        return new HermesServer(config, clock, new LogNotifier());
    }

    @Override
    public Application client(ClientConfig config) {
        return new HermesClient(config, clock, new LogNotifier(), catalog().handler(config.plugin()));
    }
}

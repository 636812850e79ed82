package org.hermescdc.ops;

import java.util.function.Supplier;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.config.ServerConfig;

/** Makes the programs that the command line runs; given by the main class, since this package knows neither. */
public interface Programs {

    /**
     * What tells the operators of an application of changes, until it is closed.
     *
     * @param application such as {@code hermes-server}
     */
    Notifier notifier(String application, HermesConfig config);

    /** Opens the cache and makes the routes; nothing is read or sent before {@link Application#run}. */
    Application server(ServerConfig config, Notifier notifier);

    /**
     * Opens the cache and makes the routes; nothing is read or applied before {@link Application#run}.
     *
     * @param onDisk reads the configuration file anew
     */
    Application client(ClientConfig config, Supplier<ClientConfig> onDisk, Notifier notifier);

    /** What copies the cache of a server. */
    CacheCopy cacheCopy(ServerConfig config);

    /** What copies the cache of a client. */
    CacheCopy cacheCopy(ClientConfig config);

    /**
     * Checks what of a client is not in its configuration file: the handlers of its plugin. Nothing is started.
     *
     * @throws org.hermescdc.config.ConfigException with all that is wrong
     */
    void check(ClientConfig config);
}

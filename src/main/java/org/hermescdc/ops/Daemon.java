package org.hermescdc.ops;

import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Function;
import org.hermescdc.config.ConfigException;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.core.HermesException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one application in the foreground, with all that surrounds it: log, locks, signals, control socket. */
final class Daemon {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    /** How long the control socket waits for a peer (spec/08). */
    private static final Duration PEER_LIMIT = Duration.ofSeconds(1);

    private final String name;
    private final HermesConfig config;
    private final Runnable checkConfig;

    /**
     * @param name of the application
     * @param checkConfig what SIGHUP does
     */
    Daemon(String name, HermesConfig config, Runnable checkConfig) {
        this.name = name;
        this.config = config;
        this.checkConfig = checkConfig;
    }

    /**
     * Runs until the application stops; returns the exit code.
     *
     * @param programs gives what tells operators
     * @param program makes the application that tells them
     */
    int run(Programs programs, Function<Notifier, Application> program) {
        Logging.configure(config.logs(), config.umask(), ZoneId.systemDefault());
        Signals signals = Signals.handle(checkConfig);
        try (InstanceLock lock = InstanceLock.take(name, config);
                ControlSocket socket = socket();
                Notifier notifier = programs.notifier(name, config)) {
            LOG.debug("holding {}, {}", lock, socket);
            Application application = started(program, notifier);
            signals.steer(application.control());
            if (socket != null) {
                socket.serve(application);
            }
            application.run();
            return ExitCode.OK;
        } catch (ConfigException | AlreadyRunningException e) {
            throw e;
        } catch (HermesException e) {
            LOG.error(Logging.CRITICAL, "{} ends: {}", name, e.getMessage());
            return ExitCode.ERROR;
        } catch (RuntimeException e) {
            LOG.error(Logging.CRITICAL, "{} ends", name, e);
            return ExitCode.ERROR;
        }
    }

    private Application started(Function<Notifier, Application> program, Notifier notifier) {
        try {
            return program.apply(notifier);
        } catch (RuntimeException | Error e) {
            notifier.tell(Notification.fatal(name, e));
            throw e;
        }
    }

    /** Null where there is none. */
    private ControlSocket socket() {
        return config.cliSocket()
                .map(socket -> new ControlSocket(new SocketFile(socket), PEER_LIMIT))
                .orElse(null);
    }
}

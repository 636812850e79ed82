package org.hermescdc.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateFilter;
import org.hermescdc.spi.Settings;

/**
 * The section {@code hermes}, common to server and clients (spec/01). Valid by construction: made by {@code
 * ConfigLoader} only.
 *
 * @param umask for cache, log and socket files and directories
 * @param cache where and how the cache is kept
 * @param cliSocket the control socket; empty when disabled
 * @param logs where and how much is logged
 * @param mail whom to notify; empty for the log only
 * @param templateResults how template results are read
 * @param filters attribute filters, by name, configured
 * @param dataSources declared sources, by name; empty on a client
 * @param bus the message bus
 * @param management health, metrics and status page; empty when off
 * @param traces where traces are sent; empty when off
 * @param retry pauses after failures
 */
public record HermesConfig(
        int umask,
        Cache cache,
        Optional<CliSocket> cliSocket,
        Logs logs,
        Optional<Mail> mail,
        Template.Results templateResults,
        Map<String, TemplateFilter> filters,
        Map<String, Plugin> dataSources,
        Plugin bus,
        Optional<Management> management,
        Optional<URI> traces,
        Retry retry) {

    /**
     * @param compression gzip every cache file
     * @param backupCount previous versions kept
     * @param mostUnsaved bytes that a batch may record before the files are written in its middle
     * @param backend files or jdbc
     * @param jdbc url, user, password of the jdbc backend; empty for files
     */
    public record Cache(
            Path directory, boolean compression, int backupCount, long mostUnsaved, Backend backend, Settings jdbc) {
        public enum Backend {
            FILES,
            JDBC
        }
    }

    /**
     * @param owner user to own the socket, if any
     * @param mode permission bits
     * @param inherited use the listening socket handed over by systemd
     */
    public record CliSocket(Path path, Optional<String> owner, Optional<String> group, int mode, boolean inherited) {}

    /** @param longStringLimit longer strings are shortened in logs; 0 for no limit */
    public record Logs(Optional<Path> file, int backupCount, Verbosity verbosity, int longStringLimit, boolean json) {
        public enum Verbosity {
            CRITICAL,
            ERROR,
            WARNING,
            INFO,
            DEBUG
        }
    }

    /** @param settings of the section {@code mail}, defaults filled in */
    public record Mail(Settings settings) {}

    /** A declared source or bus: the plugin's name and its settings. */
    public record Plugin(String type, Settings settings) {}

    /**
     * @param token what actions of the status page must carry; without it there are none
     * @param maxAge without progress for longer the program is not ready; empty for what follows from its interval
     * @param maxErrors with more objects in its error queue a client is not ready
     */
    public record Management(int port, String host, Optional<Secret> token, Optional<Duration> maxAge, int maxErrors) {}

    /** @param errorPause after a failed cycle; @param busPause while the bus is unavailable */
    public record Retry(Duration errorPause, Duration busPause) {}
}

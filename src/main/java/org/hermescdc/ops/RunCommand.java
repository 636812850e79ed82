package org.hermescdc.ops;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.ConfigException;
import org.hermescdc.config.ServerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hermes server} and {@code hermes client-NAME}: run the application in the foreground. */
@Command(
        description = "Run this application in the foreground, until SIGTERM, SIGINT or the command quit.",
        footer = {
            "%nExamples:",
            "  ${COMMAND-FULL-NAME}",
            "      with hermes-${COMMAND-NAME}-config.yml of the current directory",
            "  ${COMMAND-FULL-NAME} --config /etc/hermes/hermes-${COMMAND-NAME}-config.yml",
            "%nSIGHUP checks the configuration file anew and logs what a restart would find."
        })
final class RunCommand extends Helped implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    private final ApplicationName name;
    private final ConfigFiles files;
    private final Programs programs;

    @Mixin
    private ConfigOption config;

    RunCommand(ApplicationName name, ConfigFiles files, Programs programs) {
        this.name = name;
        this.files = files;
        this.programs = programs;
    }

    @Override
    public Integer call() {
        Path file = config.fileOr(name.configFile());
        Runnable checkConfig = () -> check(file);
        if (name.client().isEmpty()) {
            ServerConfig server = files.server(file);
            return new Daemon(name.application(), server.hermes(), checkConfig)
                    .run(programs, notifier -> programs.server(server, notifier));
        }
        Supplier<ClientConfig> onDisk = () -> files.client(file, name.client().get());
        ClientConfig client = onDisk.get();
        return new Daemon(name.application(), client.hermes(), checkConfig)
                .run(programs, notifier -> programs.client(client, onDisk, notifier));
    }

    /** Logged as a warning, so that the default verbosity shows the answer. */
    private void check(Path file) {
        try {
            files.summary(name, file);
            LOG.warn("SIGHUP: {} is valid; nothing is reloaded, it is used from the next start on", file);
        } catch (ConfigException e) {
            e.problems().forEach(problem -> LOG.error("SIGHUP: {}", problem));
            LOG.error("SIGHUP: {} is not valid: the next start would fail; nothing is changed", file);
        }
    }
}

package org.hermescdc.ops;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.config.ServerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code cache}: moves the cache of an application that does not run between files and a database. */
@Command(
        name = "cache",
        description = "Copy the cache to a directory of cache files, or from one.",
        synopsisSubcommandLabel = "COMMAND")
final class CacheCommand extends Helped {

    private static final Logger LOG = LoggerFactory.getLogger(CacheCommand.class);

    @ParentCommand
    private ControlCli cli;

    private CacheCommand() {}

    static CommandLine of(ApplicationName name, ConfigFiles files, Programs programs) {
        return new CommandLine(new CacheCommand())
                .addSubcommand(new Export(name, files, programs))
                .addSubcommand(new Import(name, files, programs));
    }

    /** What both have in common. */
    abstract static class Copy extends Helped implements Callable<Integer> {

        private final ApplicationName name;
        private final ConfigFiles files;
        private final Programs programs;

        @Parameters(arity = "1", paramLabel = "DIR", description = "The directory of cache files.")
        private Path directory;

        @ParentCommand
        private CacheCommand parent;

        Copy(ApplicationName name, ConfigFiles files, Programs programs) {
            this.name = name;
            this.files = files;
            this.programs = programs;
        }

        abstract int copy(CacheCopy copy, Path directory);

        @Override
        public Integer call() {
            Path file = parent.cli.configFile();
            if (name.client().isEmpty()) {
                ServerConfig server = files.server(file);
                return locked(server.hermes(), programs.cacheCopy(server));
            }
            ClientConfig client = files.client(file, name.client().get());
            return locked(client.hermes(), programs.cacheCopy(client));
        }

        private int locked(HermesConfig hermes, CacheCopy copy) {
            try (InstanceLock lock = InstanceLock.take(name.application(), hermes)) {
                LOG.debug("holding {}", lock);
                System.out.println(copy(copy, directory) + " collections copied");
                return ExitCode.OK;
            }
        }
    }

    @Command(
            name = "export",
            description = "Copy the cache, wherever it is, to a directory of cache files that has none yet.",
            footer = {
                "%nThe application must not run. Everything is copied, or nothing. All is in memory meanwhile.",
                "%nExample, to move a cache out of a database:",
                "  ${COMMAND-FULL-NAME} /var/lib/hermes/cache",
                "then set hermes.cache.backend to files, and hermes.cache.dirpath to that directory."
            })
    private static final class Export extends Copy {

        Export(ApplicationName name, ConfigFiles files, Programs programs) {
            super(name, files, programs);
        }

        @Override
        int copy(CacheCopy copy, Path directory) {
            return copy.export(directory);
        }
    }

    @Command(
            name = "import",
            description = "Copy a directory of cache files into the cache of the configuration, which must be empty.",
            footer = {
                "%nThe application must not run. Everything is copied, or nothing. All is in memory meanwhile.",
                "%nExample, to move a cache into a database: set hermes.cache.backend and hermes.cache.jdbc, then",
                "  ${COMMAND-FULL-NAME} /var/lib/hermes/cache"
            })
    private static final class Import extends Copy {

        Import(ApplicationName name, ConfigFiles files, Programs programs) {
            super(name, files, programs);
        }

        @Override
        int copy(CacheCopy copy, Path directory) {
            return copy.importFrom(directory);
        }
    }
}

package org.hermescdc.ops;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code hermes} and all below it. */
@Command(
        name = "hermes",
        description = "Change data capture for identity data: what changes in the sources reaches every target.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = HermesCommand.Version.class)
public final class HermesCommand extends Helped {

    private HermesCommand() {}

    /** Runs a command line and returns its exit code ({@link ExitCode}). */
    public static int execute(String... args) {
        return new CommandLine(new HermesCommand())
                .addSubcommand(new VersionCommand())
                .execute(args);
    }

    @Command(name = "version", description = "Print the version of Hermes and of Java.")
    static final class VersionCommand extends Helped implements Runnable {
        @Override
        public void run() {
            System.out.println(new Version().getVersion()[0]);
        }
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = HermesCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "hermes " + (version == null ? "(not packaged)" : version) + ", Java " + Runtime.version()
            };
        }
    }
}

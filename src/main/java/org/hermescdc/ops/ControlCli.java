package org.hermescdc.ops;

import java.io.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.hermescdc.core.HermesException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hermes server-cli} and {@code hermes client-NAME-cli}: send a command to the running application. */
@Command(
        description = "Steer it while it runs, through its control socket.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "%nExamples:",
            "  ${COMMAND-FULL-NAME} status -j",
            "  ${COMMAND-FULL-NAME} pause",
            "  ${COMMAND-FULL-NAME} status --help",
            "%nThe path of the socket is read from hermes-${COMMAND-NAME}-config.yml, if there is one in the current"
                    + " directory, else from the application's own configuration file."
        })
final class ControlCli extends Helped {

    private final ApplicationName name;
    private final ConfigFiles files;

    @Mixin
    private ConfigOption config;

    ControlCli(ApplicationName name, ConfigFiles files) {
        this.name = name;
        this.files = files;
    }

    /** Sends a command, prints the answer, and returns its exit code. */
    int send(List<String> argv) {
        Reply reply = ask(argv);
        if (!reply.retmsg().isEmpty()) {
            (reply.retcode() == ExitCode.OK ? System.out : System.err).println(reply.retmsg());
        }
        return reply.retcode();
    }

    /** Shows the operator what would be released, and sends the command once that is agreed. */
    int release(ControlCommand.Update update) {
        return send(new RemovalsDialog(this::ask, operator(update.isConfirmed())).argv(update.acceptedRemovals()));
    }

    /** The same for a client. */
    int release(ControlCommand.Release release) {
        return send(new RemovalsDialog(this::ask, operator(release.isConfirmed())).clientArgv(release.types()));
    }

    private static Predicate<String> operator(boolean confirmed) {
        return shown -> {
            System.out.println(shown);
            if (confirmed) {
                return true;
            }
            Console console = System.console();
            if (console == null) {
                throw new HermesException("there is no terminal to ask at, nothing is released; to agree: --yes");
            }
            return "yes".equals(console.readLine("Release exactly these removals, once? (yes/no) "));
        };
    }

    private Reply ask(List<String> argv) {
        Path file = config.fileOr(name.controlConfigFile());
        Path socket = files.controlSocket(file)
                .orElseThrow(() -> new HermesException(
                        file + ": hermes.cli_socket.path is not set, so " + name.application() + " takes no commands"));
        return ControlClient.send(name.application(), socket, argv);
    }
}

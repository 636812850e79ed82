package org.hermescdc.ops;

import java.io.Console;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
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

    /** The configuration of the application itself. */
    Path configFile() {
        return config.fileOr(name.configFile());
    }

    /** Sends a command, prints the answer, and returns its exit code. */
    int send(List<String> argv) {
        Reply reply = ask(argv);
        if (!reply.retmsg().isEmpty()) {
            (reply.retcode() == ExitCode.OK ? System.out : System.err).println(reply.retmsg());
        }
        return reply.retcode();
    }

    /**
     * Shows the operator what would be released, and sends the command once that is agreed.
     *
     * @param agreed whether it is already, by an option
     */
    int release(boolean agreed, Function<RemovalsDialog, List<String>> command) {
        return send(command.apply(new RemovalsDialog(
                this::ask,
                shown -> agrees(
                        shown, agreed, "Release exactly these removals, once? (yes/no) ", "nothing is released"))));
    }

    /** Shows the operator an entry of the error queue, and has it dropped once that is agreed. */
    int drop(long number) {
        List<String> show = List.of("errors", "show", Long.toString(number));
        String entry = answer(Stream.concat(show.stream(), Stream.of("--json")).toList());
        String id = Json.read(entry.getBytes(StandardCharsets.UTF_8))
                .map(tree -> tree.path("id").asText())
                .orElseThrow(() -> new HermesException("the entry is no JSON object; nothing is dropped"));
        String question = "Drop it? The target will lack it, and nobody does it later. (yes/no) ";
        if (!agrees(answer(show), false, question, "nothing is dropped")) {
            throw new HermesException("nothing is dropped");
        }
        return send(List.of("errors", "drop", number + "=" + id));
    }

    private static boolean agrees(String shown, boolean agreed, String question, String otherwise) {
        System.out.println(shown);
        if (agreed) {
            return true;
        }
        Console console = System.console();
        if (console == null) {
            throw new HermesException("there is no terminal to ask at, " + otherwise + "; to agree: --yes");
        }
        return "yes".equals(console.readLine(question));
    }

    private String answer(List<String> argv) {
        Reply reply = ask(argv);
        if (reply.retcode() != ExitCode.OK) {
            throw new HermesException(reply.retmsg());
        }
        return reply.retmsg();
    }

    private Reply ask(List<String> argv) {
        Path file = config.fileOr(name.controlConfigFile());
        Path socket = files.controlSocket(file)
                .orElseThrow(() -> new HermesException(
                        file + ": hermes.cli_socket.path is not set, so " + name.application() + " takes no commands"));
        return ControlClient.send(name.application(), socket, argv);
    }
}

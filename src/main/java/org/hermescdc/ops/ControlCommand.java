package org.hermescdc.ops;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.event.ValueJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A command to a running application. Parsed twice by the same definitions: by {@code hermes …-cli}, for its help and
 * mistakes, and by the application, which executes it.
 */
interface ControlCommand {

    /**
     * Does it.
     *
     * @return what to print; may be empty
     * @throws HermesException when it is refused or fails; what to print then is its message
     */
    String execute(Application application) throws InterruptedException;

    /**
     * Has it done by the application, from the command line; asks the operator first where that is due.
     *
     * @param argv the command as it was given
     * @return the exit code
     */
    default int send(ControlCli cli, List<String> argv) {
        return cli.send(argv);
    }

    @Command(
            name = "initsync",
            description = "Send the whole data as an initsync sequence, for new clients.",
            footer = "%nWaits until the sequence is on the bus. Refused before the first complete cycle.")
    final class Initsync extends Helped implements ControlCommand {
        @Override
        public String execute(Application application) throws InterruptedException {
            return await(((ServerApplication) application).requestInitsync());
        }
    }

    @Command(
            name = "update",
            description = "Run a cycle now.",
            footer = {
                "%nWaits for the end of the cycle, and fails when the cycle fails.",
                "%nExamples:",
                "  update                                a cycle as any other",
                "  update --accept-removals SRVUsers     shows the removals of SRVUsers that the safeguard holds,",
                "                                        asks, and lets exactly these pass",
                "%nA release is for this one cycle. It is refused when the removals are others by now."
            })
    final class Update extends Helped implements ControlCommand {
        @Option(
                names = "--accept-removals",
                paramLabel = "TYPE[=SET]",
                description = "Release the held removals of TYPE; more than once for several types. With SET, as the"
                        + " status tells it (held.set), without asking.")
        private List<String> acceptRemovals = List.of();

        @Option(names = "--yes", description = "Do not ask; release what is held now.")
        private boolean yes;

        @Override
        public int send(ControlCli cli, List<String> argv) {
            return acceptRemovals.isEmpty() ? cli.send(argv) : cli.release(yes, dialog -> dialog.argv(acceptRemovals));
        }

        @Override
        public String execute(Application application) throws InterruptedException {
            ServerApplication server = (ServerApplication) application;
            return await(
                    acceptRemovals.isEmpty()
                            ? server.requestUpdate()
                            : server.requestRelease(RemovalsDialog.sets(acceptRemovals)));
        }
    }

    @Command(
            name = "release",
            description = "Let removals pass that the safeguard of the client holds.",
            footer = {
                "%nShows the removals of each TYPE, asks, and lets exactly these pass, once: of a changed datamodel, or of a"
                        + " purge of the trashbin. Waits for the end; refused when the removals are others by now.",
                "%nExamples:",
                "  release Users                      shows them, and asks",
                "  release Users=3f2a9c0d11e8b764     as the status tells it (held.set), without asking"
            })
    final class Release extends Helped implements ControlCommand {
        @Parameters(arity = "1..*", paramLabel = "TYPE[=SET]", description = "The local types to release.")
        private List<String> types;

        @Option(names = "--yes", description = "Do not ask; release what is held now.")
        private boolean yes;

        @Override
        public int send(ControlCli cli, List<String> argv) {
            return cli.release(yes, dialog -> dialog.clientArgv(types));
        }

        @Override
        public String execute(Application application) throws InterruptedException {
            return await(((ClientApplication) application).requestRelease(RemovalsDialog.sets(types)));
        }
    }

    @Command(
            name = "pause",
            description = "Pause between two events, until resumed.",
            footer = "%nWhat is being processed is finished first. Pausing what is paused is an error.")
    final class Pause extends Helped implements ControlCommand {
        @Override
        public String execute(Application application) {
            application.control().pause();
            return "";
        }
    }

    @Command(name = "resume", description = "Resume what was paused.")
    final class Resume extends Helped implements ControlCommand {
        @Override
        public String execute(Application application) {
            application.control().resume();
            return "";
        }
    }

    @Command(name = "quit", description = "Stop cleanly: finish the present event, save, exit.")
    final class Quit extends Helped implements ControlCommand {
        @Override
        public String execute(Application application) {
            application.control().requestStop();
            return "";
        }
    }

    @Command(
            name = "status",
            description = "Show how things stand: information, warnings, errors.",
            footer = {
                "%nExamples:",
                "  status            what there is to tell, as text",
                "  status -j         the same as JSON",
                "  status -j -v      also empty parts, and details of queued events"
            })
    final class Status extends Helped implements ControlCommand {
        @Option(
                names = {"-j", "--json"},
                description = "Print JSON.")
        private boolean json;

        @Option(
                names = {"-v", "--verbose"},
                description = "Show empty parts too, and of queued events type, key and attributes; never secrets.")
        private boolean verbose;

        @Override
        public String execute(Application application) {
            var tree = application.status(verbose).tree(verbose);
            return json ? ValueJson.lines(tree).stripTrailing() : StatusText.of(tree);
        }
    }

    /** Waits for what an application answers to a request. */
    static <T> T await(CompletionStage<T> outcome) throws InterruptedException {
        try {
            return outcome.toCompletableFuture().get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof HermesException known
                    ? known
                    : new HermesException(String.valueOf(failed.getCause()), failed.getCause());
        }
    }
}

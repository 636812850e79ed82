package org.hermescdc.ops;

import java.util.List;
import java.util.Optional;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Values;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code errors}: what waits in the error queue of a client, and what to do about it. */
@Command(
        name = "errors",
        description = "Show what waits in the error queue of the client.",
        subcommands = {
            ErrorsCommand.Every.class,
            ErrorsCommand.Show.class,
            ErrorsCommand.Retry.class,
            ErrorsCommand.Drop.class
        },
        footer = {
            "%nWithout a command behind it: the same as errors list. Answered between two events, also while the client"
                    + " is paused.",
            "%nExamples:",
            "  errors                 what waits, and why",
            "  errors list --limit 0  the numbers only",
            "  errors show 12         one entry, with its events",
            "  errors retry           tries all of them now",
            "  errors drop 12         shows the entry, asks, and takes it out of the queue"
        })
final class ErrorsCommand extends Helped implements ControlCommand {

    @Mixin
    private Form form = new Form();

    @Override
    public String execute(Application application) throws InterruptedException {
        return form.list((ClientApplication) application);
    }

    private static void requireLimit(int limit) {
        if (limit < 0) {
            throw new HermesException("--limit " + limit + ": expected 0 or more");
        }
    }

    /** How a queue is printed. */
    static final class Form {
        @Option(
                names = {"-j", "--json"},
                description = "Print JSON.")
        private boolean json;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "100",
                description = "List the first N entries only (${DEFAULT-VALUE}); the numbers are always complete.")
        private int limit;

        String list(ClientApplication client) throws InterruptedException {
            requireLimit(limit);
            QueueReport queue = ControlCommand.await(client.requestErrors(limit));
            return json ? queue.json() : queue.text();
        }
    }

    @Command(
            name = "list",
            description = "List what waits: number, event, object, and why.",
            footer = {
                "%nFirst the messages with their numbers, of those that wait for nothing but their own success; then the"
                        + " entries. \"waits for 12\": entry 12 is of the same object, or of one that belongs to it, and"
                        + " has to go first."
            })
    static final class Every extends Helped implements ControlCommand {
        @Mixin
        private Form form = new Form();

        @Override
        public String execute(Application application) throws InterruptedException {
            return form.list((ClientApplication) application);
        }
    }

    @Command(
            name = "show",
            description = "Show one entry: its events, why it waits, how far its handler came; never secrets.")
    static final class Show extends Helped implements ControlCommand {
        @Parameters(paramLabel = "N", description = "The number of the entry.")
        private long number;

        @Option(
                names = {"-j", "--json"},
                description = "Print JSON.")
        private boolean json;

        @Override
        public String execute(Application application) throws InterruptedException {
            QueueEntry entry = ControlCommand.await(((ClientApplication) application).requestError(number));
            return json ? ValueJson.text(Values.normalize(entry.tree(true))) : QueueEntryText.of(entry);
        }
    }

    @Command(
            name = "retry",
            description = "Try entries again now; without a number all.",
            footer = {
                "%nThey are tried in the order of the queue. One that has to wait for another one is not tried, unless"
                        + " that one is given too, and succeeds. Refused while the client is paused. The exit code is"
                        + " 0 when all of them are done.",
                "%nExamples:",
                "  errors retry",
                "  errors retry 12 15"
            })
    static final class Retry extends Helped implements ControlCommand {
        @Parameters(arity = "0..*", paramLabel = "N", description = "The numbers of entries.")
        private List<Long> numbers = List.of();

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "100",
                description = "List up to N entries (${DEFAULT-VALUE}); of more, only those that are not done.")
        private int limit;

        @Override
        public String execute(Application application) throws InterruptedException {
            requireLimit(limit);
            RetryReport report = ControlCommand.await(((ClientApplication) application).requestRetry(numbers));
            if (!report.isDone()) {
                throw new HermesException(report.text(limit));
            }
            return report.text(limit);
        }
    }

    @Command(
            name = "drop",
            description = "Take an entry out of the queue without calling its handler.",
            footer = {
                "%nThe client takes the event for done: the target lacks it from then on, and nobody does it later. Shows"
                        + " the entry first, and asks. Refused where another entry has to go first.",
                "%nExamples:",
                "  errors drop 12                     shows the entry, and asks",
                "  errors drop 12=3f2a9c0d11e8b764    the entry as errors show --json tells it (id), without asking",
                "  errors drop 12 --yes               whatever entry 12 is now, without asking"
            })
    static final class Drop extends Helped implements ControlCommand {
        @Parameters(paramLabel = "N[=ID]", description = "The number of the entry.")
        private String entry;

        @Option(names = "--yes", description = "Do not ask.")
        private boolean yes;

        @Override
        public int send(ControlCli cli, List<String> argv) {
            return yes || entry.contains("=") ? cli.send(argv) : cli.drop(number());
        }

        @Override
        public String execute(Application application) throws InterruptedException {
            int end = entry.indexOf('=');
            if (end < 0 && !yes) {
                throw new HermesException("errors drop " + entry + ": nothing is dropped without consent: --yes, or "
                        + entry + "=ID, with ID as errors show --json tells it (id)");
            }
            Optional<String> id = end < 0 ? Optional.empty() : Optional.of(entry.substring(end + 1));
            return ControlCommand.await(((ClientApplication) application).requestDrop(number(), id));
        }

        private long number() {
            String number = entry.replaceFirst("=.*", "");
            try {
                return Long.parseLong(number);
            } catch (NumberFormatException e) {
                throw new HermesException("errors drop " + entry + ": '" + number + "' is no number of an entry");
            }
        }
    }
}

package org.hermescdc.ops;

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
        subcommands = {ErrorsCommand.Every.class, ErrorsCommand.Show.class},
        footer = {
            "%nWithout a command behind it: the same as errors list. Answered between two events, also while the client"
                    + " is paused.",
            "%nExamples:",
            "  errors                 what waits, and why",
            "  errors list --limit 0  the numbers only",
            "  errors show 12         one entry, with its events"
        })
final class ErrorsCommand extends Helped implements ControlCommand {

    @Mixin
    private Form form = new Form();

    @Override
    public String execute(Application application) throws InterruptedException {
        return form.list((ClientApplication) application);
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
            if (limit < 0) {
                throw new HermesException("--limit " + limit + ": expected 0 or more");
            }
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
}

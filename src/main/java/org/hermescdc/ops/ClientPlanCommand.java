package org.hermescdc.ops;

import org.hermescdc.core.HermesException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plan} of a client: shows what a changed configuration file would do to the target. */
@Command(
        name = "plan",
        description =
                "Show what a restart would tell the target, since the datamodel of the configuration file changed.",
        footer = {
            "%nReads the configuration file as it is now, and compares its datamodel with the one that the caches were"
                    + " built with, as a start does. Nothing is changed, and no handler is called. Runs between two"
                    + " events, also while the client is paused.",
            "%nExamples:",
            "  plan                        up to 100 handler calls",
            "  plan --limit 0              the numbers only",
            "  plan --json --limit 100000  for programs"
        })
final class ClientPlanCommand extends Helped implements ControlCommand {

    @ArgGroup
    private PlanChoice form = new PlanChoice();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "List the first N calls only (${DEFAULT-VALUE}); the numbers are always complete.")
    private int limit;

    @Override
    public String execute(Application application) throws InterruptedException {
        if (limit < 0) {
            throw new HermesException("--limit " + limit + ": expected 0 or more");
        }
        return form.form().of(ControlCommand.await(((ClientApplication) application).requestPlan(limit)));
    }
}

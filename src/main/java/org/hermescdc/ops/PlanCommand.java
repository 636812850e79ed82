package org.hermescdc.ops;

import java.util.Optional;
import org.hermescdc.core.HermesException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plan}: shows what would be done. */
@Command(
        name = "plan",
        description = "Show what the next cycle would tell the clients, without doing it.",
        footer = {
            "%nReads and compares the sources as a cycle does, and changes nothing: no event, no commit, no cache."
                    + " Runs between two cycles, also while the server is paused. Refused where reading would change a"
                    + " source (fetch.type is not fetch).",
            "%nExamples:",
            "  plan                        all data types, up to 100 changes",
            "  plan SRVUsers --diff        one data type, as a unified diff",
            "  plan --limit 0              the numbers only",
            "  plan --json --limit 100000  for programs"
        })
final class PlanCommand extends Helped implements ControlCommand {

    @Parameters(arity = "0..1", paramLabel = "TYPE", description = "The only data type to tell of.")
    private String type;

    @ArgGroup
    private PlanChoice form = new PlanChoice();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "List the first N changes only (${DEFAULT-VALUE}); the numbers are always complete.")
    private int limit;

    @Override
    public String execute(Application application) throws InterruptedException {
        if (limit < 0) {
            throw new HermesException("--limit " + limit + ": expected 0 or more");
        }
        return form.form()
                .of(ControlCommand.await(
                        ((ServerApplication) application).requestPlan(Optional.ofNullable(type), limit)));
    }
}

package org.hermescdc.ops;

import picocli.CommandLine.Option;

/** How a plan is printed: at most one of the options. */
final class PlanChoice {

    @Option(
            names = {"-j", "--json"},
            description = "Print JSON.")
    private boolean json;

    @Option(names = "--diff", description = "Print a unified diff.")
    private boolean diff;

    PlanForm form() {
        return json ? PlanForm.JSON : diff ? PlanForm.DIFF : PlanForm.TEXT;
    }
}

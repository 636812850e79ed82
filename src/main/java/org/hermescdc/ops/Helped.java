package org.hermescdc.ops;

import picocli.CommandLine.Option;

/** What every command has: {@code --help}. */
abstract class Helped {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;
}

package org.hermescdc;

import org.hermescdc.ops.HermesCommand;

/** The main class: hands the command line its two programs, and ends with its exit code. */
public final class Hermes {

    private Hermes() {}

    public static void main(String[] args) {
        System.exit(HermesCommand.execute(args));
    }
}

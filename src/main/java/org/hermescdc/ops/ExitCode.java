package org.hermescdc.ops;

/** The exit codes of every command (spec/08). */
public final class ExitCode {

    public static final int OK = 0;
    public static final int ERROR = 1;
    public static final int USAGE = 2;

    /** Another instance is running: EX_TEMPFAIL. */
    public static final int ALREADY_RUNNING = 75;

    /** The configuration is wrong: EX_CONFIG. */
    public static final int CONFIGURATION = 78;

    private ExitCode() {}
}

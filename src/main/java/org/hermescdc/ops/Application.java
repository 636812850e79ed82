package org.hermescdc.ops;

/**
 * A running program, server or client, as the command line, the control socket and the signals steer it (spec/08).
 *
 * <p>{@link #run} is called once, by the main thread; all other methods may be called at any time by any thread and
 * return soon, without waiting for the program's present work.
 */
public interface Application {

    /** The name of the application: {@code hermes-server}, or {@code hermes-client-<name>}. */
    String name();

    /**
     * Runs until a stop is requested, then saves and closes all that it has opened. What ends it otherwise it has told
     * the operators.
     *
     * @throws org.hermescdc.core.HermesException for what ends the program
     */
    void run();

    /** What pauses, resumes and stops it. */
    RunControl control();

    /**
     * How things stand now.
     *
     * @param details whether to add what is long: the type, key and attributes of queued objects; never secrets
     */
    StatusReport status(boolean details);
}

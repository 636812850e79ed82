package org.hermescdc.ops;

/**
 * What the control socket answers to a command.
 *
 * @param retcode the exit code of the command
 * @param retmsg what to print; may be empty
 */
public record Reply(int retcode, String retmsg) {}

package org.hermescdc.plugin.handler.kadmin;

import java.util.stream.Collectors;
import org.hermescdc.plugin.handler.kadmin.KadminFailure.Outcome;

/** Reads what the programs of Heimdal write to standard error when they fail. */
final class KadminAnswer {

    /** No kind of keytab: with it, kadmin without a valid ticket says so at once, instead of asking for a password. */
    static final String NO_KEYTAB = "HERMES-NO-KEYTAB";

    private KadminAnswer() {}

    /** Whether kadmin found no valid ticket, and therefore has sent nothing. */
    static boolean hadNoTicket(Program.Ended ended) {
        String errors = ended.errors();
        return ended.status() != 0 && (errors.contains("Unknown Key table type") || errors.contains(NO_KEYTAB));
    }

    static Outcome outcome(Program.Ended ended) {
        String errors = ended.errors();
        if (errors.contains("already exists")) {
            return Outcome.EXISTS;
        }
        if (errors.contains("does not exist")) {
            return Outcome.MISSING;
        }
        boolean refused = errors.contains("failed to contact") || errors.contains("Operation requires");
        return refused || hadNoTicket(ended) ? Outcome.NOT_DONE : Outcome.UNKNOWN;
    }

    /** What it said, in one line, without its questions and without {@code secret}. */
    static String text(Program.Ended ended, String secret) {
        String said = ended.errors()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.endsWith("Password:"))
                .collect(Collectors.joining("; "));
        return said.isEmpty()
                ? "exit code " + ended.status()
                : secret.isEmpty() ? said : said.replace(secret, "<secret>");
    }
}

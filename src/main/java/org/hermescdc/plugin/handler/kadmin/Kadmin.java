package org.hermescdc.plugin.handler.kadmin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hermescdc.plugin.handler.kadmin.KadminFailure.Outcome;
import org.hermescdc.spi.HandlerException;

/**
 * The realm, one operation at a time, each one run of kadmin: so its exit code belongs to one operation. Passwords go
 * through its standard input only.
 */
final class Kadmin {

    /** What kadmin reads of an answer at most; the rest would be cut off without a word. */
    static final int LONGEST_PASSWORD = 127;

    private final KadminSettings settings;
    private final Ticket ticket;

    Kadmin(KadminSettings settings, Ticket ticket) {
        this.settings = settings;
        this.ticket = ticket;
    }

    boolean exists(String principal) {
        try {
            run("look for " + quoted(principal), List.of("get", "-o", "principal", "--", principal), "");
            return true;
        } catch (KadminFailure e) {
            if (e.outcome() == Outcome.MISSING) {
                return false;
            }
            throw e;
        }
    }

    void add(String principal, String password) {
        // Without --use-defaults kadmin asks for what the options leave open, and ends with 0 if it gets no answer.
        List<String> command = new ArrayList<>(List.of("add", "--use-defaults"));
        command.addAll(settings.addOptions());
        command.addAll(List.of("--", principal));
        run("add " + quoted(principal), command, checked(password));
    }

    void setPassword(String principal, String password) {
        run("set the password of " + quoted(principal), List.of("passwd", "--", principal), checked(password));
    }

    void rename(String from, String to) {
        run("rename " + quoted(from) + " to " + quoted(to), List.of("rename", "--", from, to), "");
    }

    void delete(String principal) {
        run("delete " + quoted(principal), List.of("delete", "--", principal), "");
    }

    private void run(String what, List<String> command, String password) {
        boolean old = ticket.isThere();
        Program.Ended ended = runOnce(command, password);
        if (old && KadminAnswer.hadNoTicket(ended)) {
            ticket.destroy();
            ended = runOnce(command, password);
        }
        if (ended.status() == 0) {
            return;
        }
        Outcome outcome = KadminAnswer.outcome(ended);
        if (outcome == Outcome.UNKNOWN) {
            // Perhaps the ticket is at fault, for example since the realm has new keys.
            ticket.destroy();
        }
        throw new KadminFailure(
                outcome,
                "cannot " + what + ": " + KadminAnswer.text(ended, password)
                        + (outcome == Outcome.UNKNOWN ? "; perhaps it was done all the same" : ""));
    }

    private Program.Ended runOnce(List<String> command, String password) {
        List<String> arguments = new ArrayList<>(List.of(
                "-K", KadminAnswer.NO_KEYTAB + ":none", "-p", settings.administrator(), "-r", settings.realm()));
        arguments.addAll(command);
        return new Program("kadmin_cmd", settings.kadmin(), settings.limit())
                .run(ticket.environment(), arguments, password.isEmpty() ? "" : password + "\n" + password + "\n");
    }

    private static String quoted(String principal) {
        return "'" + principal + "'";
    }

    private static String checked(String password) {
        if (password.isEmpty()) {
            throw new HandlerException("the password is empty; kadmin would accept that");
        }
        if (password.chars().anyMatch(character -> character == '\n' || character == '\r' || character == 0)) {
            throw new HandlerException("the password holds the end of a line; kadmin can read none that does");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD) {
            throw new HandlerException(
                    "the password is longer than " + LONGEST_PASSWORD + " bytes in UTF-8; kadmin would cut it off");
        }
        return password;
    }
}

package org.hermescdc.ops;

import org.hermescdc.core.HermesException;

/**
 * A change that operators are told of, once (spec/08, "Notifications").
 *
 * @param subject one of the documented subjects, without the application's name
 * @param description what happened, in a sentence
 * @param previous the state before, as text; empty for none
 * @param current the state now, as text; empty for none
 */
public record Notification(String application, String subject, String description, String previous, String current) {

    /** Tells what ends the application. */
    public static Notification fatal(String application, Throwable failure) {
        String text = failure instanceof HermesException ? failure.getMessage() : failure.toString();
        return new Notification(
                application,
                "Unhandled fatal exception, APP WILL TERMINATE IMMEDIATELY",
                "The application ends.",
                "",
                text);
    }

    /** Subject as in a mail: {@code [hermes-server] data errors met}. */
    public String fullSubject() {
        return "[" + application + "] " + subject;
    }
}

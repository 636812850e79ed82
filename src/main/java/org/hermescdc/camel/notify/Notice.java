package org.hermescdc.camel.notify;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.hermescdc.ops.Notification;
import org.hermescdc.ops.UnifiedDiff;

/**
 * The body of the route {@code notify}: a change as every channel tells it. As JSON it is one object of these texts.
 *
 * @param application such as {@code hermes-server}
 * @param subject with the application's name: {@code [hermes-server] data errors met}
 * @param description what happened, in a sentence
 * @param previous the state before, as text; empty for none
 * @param current the state now, as text; empty for none
 * @param diff the unified difference of the two
 * @param time when it happened, ISO 8601 with offset
 */
public record Notice(
        String application,
        String subject,
        String description,
        String previous,
        String current,
        String diff,
        String time) {

    static Notice of(Notification told, ZonedDateTime time) {
        return new Notice(
                told.application(),
                told.fullSubject(),
                told.description(),
                told.previous(),
                told.current(),
                UnifiedDiff.of(told.previous(), told.current()),
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.truncatedTo(ChronoUnit.SECONDS)));
    }
}

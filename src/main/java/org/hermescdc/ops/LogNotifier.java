package org.hermescdc.ops;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells operators through the log: that something is over as information, all else at the level of the status that it is about. */
public final class LogNotifier implements Notifier {

    private static final Logger LOG = LoggerFactory.getLogger(LogNotifier.class);

    @Override
    public void tell(Notification notification) {
        Level level = level(notification.subject());
        if (level == Level.INFO) {
            LOG.info("{}: {}", notification.fullSubject(), notification.description());
        } else {
            LOG.atLevel(level)
                    .log(
                            "{}: {} Now: {}; before: {}",
                            notification.fullSubject(),
                            notification.description(),
                            onOneLine(notification.current()),
                            notification.previous().isEmpty() ? "nothing" : onOneLine(notification.previous()));
        }
    }

    private static Level level(String subject) {
        if (subject.startsWith("no more")) {
            return Level.INFO;
        }
        return subject.startsWith("datamodel warnings") ? Level.WARN : Level.ERROR;
    }

    private static String onOneLine(String state) {
        return state.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}

package org.hermescdc.ops;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators through the log. */
public final class LogNotifier implements Notifier {

    private static final Logger LOG = LoggerFactory.getLogger(LogNotifier.class);

    @Override
    public void tell(Notification notification) {
        if (notification.subject().startsWith("no more")) {
            LOG.info("{}: {}", notification.fullSubject(), notification.description());
        } else {
            LOG.error(
                    "{}: {} Now: {}; before: {}",
                    notification.fullSubject(),
                    notification.description(),
                    onOneLine(notification.current()),
                    notification.previous().isEmpty() ? "nothing" : onOneLine(notification.previous()));
        }
    }

    private static String onOneLine(String state) {
        return state.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}

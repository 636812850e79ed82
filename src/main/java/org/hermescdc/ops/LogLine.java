package org.hermescdc.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.Optional;
import org.hermescdc.core.HermesException;

/**
 * What a log line tells of an event. An error that an operator can cause (a {@link HermesException}, also where something
 * has wrapped it) is told by its message alone; only a fault of the program has a stack trace.
 */
final class LogLine {

    private LogLine() {}

    /** The name of the level, as {@code hermes.logs.verbosity} has it, in capitals. */
    static String level(ILoggingEvent event) {
        if (Logging.isCritical(event)) {
            return "CRITICAL";
        }
        return event.getLevel() == Level.WARN
                ? "WARNING"
                : event.getLevel() == Level.TRACE ? "DEBUG" : event.getLevel().toString();
    }

    /** The message, with that of an operator's error where the message itself does not say it. */
    static String message(ILoggingEvent event) {
        String message = String.valueOf(event.getFormattedMessage());
        return operatorError(event)
                .map(Throwable::getMessage)
                .filter(cause -> !message.contains(cause))
                .map(cause -> message.isEmpty() ? cause : message + ": " + cause)
                .orElse(message);
    }

    /** The stack trace of a fault of the program. */
    static Optional<String> stackTrace(ILoggingEvent event) {
        return Optional.ofNullable(event.getThrowableProxy())
                .filter(fault -> operatorError(event).isEmpty())
                .map(ThrowableProxyUtil::asString);
    }

    private static Optional<Throwable> operatorError(ILoggingEvent event) {
        IThrowableProxy proxy = event.getThrowableProxy();
        Throwable error = proxy instanceof ThrowableProxy known ? known.getThrowable() : null;
        while (error != null && !(error instanceof HermesException)) {
            error = error.getCause();
        }
        return Optional.ofNullable(error);
    }
}

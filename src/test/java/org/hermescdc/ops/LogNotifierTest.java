package org.hermescdc.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class LogNotifierTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(LogNotifier.class);
    private final Level before = logger.getLevel();
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        told.start();
        logger.addAppender(told);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(told);
        logger.setLevel(before);
    }

    @ParameterizedTest
    @CsvSource({
        "data errors met, ERROR",
        "no more data errors, INFO",
        "unhandled exception, ERROR",
        "no more unhandled exception, INFO",
        "objects in error queue have changed, ERROR",
        "no more objects in error queue, INFO",
        "datamodel warnings have changed, WARN",
        "no more datamodel warnings, INFO",
        "'Unhandled fatal exception, APP WILL TERMINATE IMMEDIATELY', ERROR"
    })
    void logsEachSubjectAtItsDocumentedLevel(String subject, String level) {
        new LogNotifier().tell(new Notification("hermes-client-target", subject, "What changed.", "a", "b"));

        assertThat(told.list)
                .singleElement()
                .extracting(ILoggingEvent::getLevel)
                .isEqualTo(Level.toLevel(level));
    }

    @Test
    void tellsBothStatesOnOneLine() {
        new LogNotifier()
                .tell(new Notification(
                        "hermes-client-target", "datamodel warnings have changed", "What changed.", "", "a:\n  b\n"));

        assertThat(told.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo(
                        "[hermes-client-target] datamodel warnings have changed: What changed. Now: a: b; before: nothing");
    }
}

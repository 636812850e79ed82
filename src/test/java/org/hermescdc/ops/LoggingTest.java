package org.hermescdc.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import org.hermescdc.core.HermesException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LoggingTest {

    private static final Instant NOON = Instant.parse("2031-03-03T12:00:00.007Z");

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final TextLayout text = new TextLayout(ZoneOffset.UTC);
    private final JsonLayout json = new JsonLayout(ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private LoggingEvent event(Level level, String message, Throwable thrown, Object... arguments) {
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("org.hermescdc.camel.Publish"), level, message, thrown, arguments);
        event.setInstant(NOON);
        return event;
    }

    @Test
    void writesLevelTimeLoggerAndMessage() {
        assertThat(text.doLayout(event(Level.WARN, "retry in {} s", null, 60)))
                .isEqualTo("WARNING  2031-03-03 12:00:00,007 Publish: retry in 60 s\n");
    }

    @Test
    void writesCriticalForWhatIsMarkedSo() {
        LoggingEvent event = event(Level.ERROR, "the end", null);
        event.addMarker(Logging.CRITICAL);

        assertThat(text.doLayout(event)).startsWith("CRITICAL 2031");
    }

    @Test
    void tellsAnOperatorsErrorByItsMessageAlone() {
        HermesException error = new HermesException("hr: no route to host", new IllegalStateException("refused"));

        assertThat(text.doLayout(event(Level.ERROR, "cycle failed", new RuntimeException("wrapped", error))))
                .isEqualTo("ERROR    2031-03-03 12:00:00,007 Publish: cycle failed: hr: no route to host\n");
        assertThat(text.doLayout(event(Level.ERROR, "cycle failed: hr: no route to host", error)))
                .isEqualTo("ERROR    2031-03-03 12:00:00,007 Publish: cycle failed: hr: no route to host\n");
    }

    @Test
    void tellsAFaultOfTheProgramWithItsStackTrace() {
        assertThat(text.doLayout(event(Level.ERROR, "cycle failed", new IllegalStateException("bug"))))
                .contains("java.lang.IllegalStateException: bug", "at org.hermescdc.ops.LoggingTest");
    }

    @Test
    void letsNoValueForgeALine() {
        assertThat(text.doLayout(event(Level.INFO, "name: {}", null, "x\nCRITICAL forged\u001b[2J")))
                .isEqualTo("INFO     2031-03-03 12:00:00,007 Publish: name: x\\nCRITICAL forged\\u001b[2J\n");
    }

    @Test
    void writesOneJsonObjectALine() {
        assertThat(json.doLayout(event(Level.INFO, "a \"b\"\nc", null)))
                .startsWith("{\"level\":\"info\",\"time\":\"2031-03-03T12:00:00.007Z\","
                        + "\"logger\":\"org.hermescdc.camel.Publish\",\"thread\":")
                .endsWith(",\"message\":\"a \\\"b\\\"\\nc\"}\n")
                .hasLineCount(1);
    }

    @Test
    void rotatesAtMidnightAndKeepsTheNewestFiles() throws Exception {
        Path log = folder.resolve("logs/hermes.log");
        DailyFile appender = dailyFile(log, 2);

        for (int day = 0; day < 4; day++) {
            LoggingEvent event = event(Level.INFO, "day " + day, null);
            event.setInstant(NOON.plusSeconds(86_400L * day));
            appender.doAppend(event);
        }
        appender.stop();

        assertThat(folder.resolve("logs").toFile().list())
                .containsExactlyInAnyOrder("hermes.log", "hermes.log.2031-03-04", "hermes.log.2031-03-05");
        assertThat(log).hasContent("INFO     2031-03-06 12:00:00,007 Publish: day 3\n");
        assertThat(folder.resolve("logs/hermes.log.2031-03-05"))
                .hasContent("INFO     2031-03-05 12:00:00,007 Publish: day 2\n");
    }

    @Test
    void givesFilesAndDirectoriesTheModesOfTheUmask() throws Exception {
        Path log = folder.resolve("logs/hermes.log");
        DailyFile appender = dailyFile(log, 1);
        appender.doAppend(event(Level.INFO, "x", null));
        LoggingEvent next = event(Level.INFO, "y", null);
        next.setInstant(NOON.plusSeconds(86_400));
        appender.doAppend(next);
        appender.stop();

        assertThat(mode(log.getParent())).isEqualTo("rwxr-x---");
        assertThat(mode(log)).isEqualTo("rw-r-----");
        assertThat(mode(folder.resolve("logs/hermes.log.2031-03-03"))).isEqualTo("rw-r-----");
    }

    @Test
    void saysWhichLogFileCannotBeWritten() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        DailyFile appender = new DailyFile(folder.resolve("file/hermes.log"), 1, 0027, ZoneOffset.UTC);

        assertThatThrownBy(appender::start)
                .isInstanceOf(HermesException.class)
                .hasMessageContaining("hermes.logs.logfile: " + folder.resolve("file/hermes.log"));
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private DailyFile dailyFile(Path file, int backupCount) {
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setLayout(text);
        encoder.setContext(context);
        encoder.start();
        DailyFile appender = new DailyFile(file, backupCount, 0027, ZoneOffset.UTC);
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}

package org.hermescdc.ops;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * One line an event: level, time, logger, message. Line ends and other control characters in a message are written as
 * escapes, so that no value can forge a line.
 */
final class TextLayout extends LayoutBase<ILoggingEvent> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS");

    private final ZoneId zone;

    TextLayout(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160)
                .append(String.format("%-8s ", LogLine.level(event)))
                .append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp()).atZone(zone)))
                .append(' ')
                .append(shortName(event.getLoggerName()))
                .append(": ");
        LogLine.message(event).codePoints().forEach(character -> append(line, character));
        line.append('\n');
        LogLine.stackTrace(event).ifPresent(line::append);
        return line.toString();
    }

    private static String shortName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static void append(StringBuilder line, int character) {
        switch (character) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append('\t');
            default -> {
                if (Character.isISOControl(character)) {
                    line.append(String.format("\\u%04x", character));
                } else {
                    line.appendCodePoint(character);
                }
            }
        }
    }
}

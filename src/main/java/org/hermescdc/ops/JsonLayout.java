package org.hermescdc.ops;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** One JSON object a line: level, time, logger, thread, message, and the stack trace of a fault ({@code hermes.logs.format: json}). */
final class JsonLayout extends LayoutBase<ILoggingEvent> {

    private final ZoneId zone;

    JsonLayout(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("level", LogLine.level(event).toLowerCase(java.util.Locale.ROOT));
        line.put(
                "time",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        Instant.ofEpochMilli(event.getTimeStamp()).atZone(zone)));
        line.put("logger", event.getLoggerName());
        line.put("thread", event.getThreadName());
        line.put("message", LogLine.message(event));
        LogLine.stackTrace(event).ifPresent(trace -> line.put("stackTrace", trace));
        return Json.compact(line) + "\n";
    }
}

package org.hermescdc.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.core.HermesException;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * The log of an application, as its configuration wants it: to stderr and, if there is one, to the log file. Of the
 * libraries that we use only warnings are shown, unless everything is.
 */
public final class Logging {

    /** Marks an error as critical: an exception of a cycle, or one that ends the application. */
    public static final Marker CRITICAL = MarkerFactory.getMarker("CRITICAL");

    private static final String OURS = "org.hermescdc";

    /** They log, at each try, what we tell once and in our words. */
    private static final List<String> TALKATIVE = List.of("org.apache.kafka", "org.apache.camel.component.kafka");

    private Logging() {}

    /**
     * Replaces the present configuration of the log.
     *
     * @param umask for the log file and its missing directories
     * @throws HermesException when the log file cannot be written
     */
    public static void configure(HermesConfig.Logs logs, int umask, ZoneId zone) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        boolean debug = logs.verbosity() == HermesConfig.Logs.Verbosity.DEBUG;
        root.setLevel(debug ? Level.INFO : Level.WARN);
        TALKATIVE.forEach(library -> context.getLogger(library).setLevel(debug ? Level.INFO : Level.OFF));
        context.getLogger(OURS).setLevel(level(logs.verbosity()));
        Layout<ILoggingEvent> layout = logs.json() ? new JsonLayout(zone) : new TextLayout(zone);
        root.addAppender(started(console(), layout, logs.verbosity(), context));
        logs.file().ifPresent(file -> {
            DailyFile appender = new DailyFile(file, logs.backupCount(), umask, zone);
            root.addAppender(started(appender, layout, logs.verbosity(), context));
        });
    }

    /** The log of commands, and of applications until their configuration is read: warnings to stderr. */
    static void configureDefault(LoggerContext context) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(started(
                console(), new TextLayout(ZoneId.systemDefault()), HermesConfig.Logs.Verbosity.WARNING, context));
    }

    static boolean isCritical(ILoggingEvent event) {
        return event.getMarkerList() != null && event.getMarkerList().contains(CRITICAL);
    }

    private static OutputStreamAppender<ILoggingEvent> console() {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget("System.err");
        return console;
    }

    private static Appender<ILoggingEvent> started(
            OutputStreamAppender<ILoggingEvent> appender,
            Layout<ILoggingEvent> layout,
            HermesConfig.Logs.Verbosity verbosity,
            LoggerContext context) {
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.setContext(context);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        if (verbosity == HermesConfig.Logs.Verbosity.CRITICAL) {
            appender.addFilter(new CriticalOnly());
        }
        appender.start();
        return appender;
    }

    private static Level level(HermesConfig.Logs.Verbosity verbosity) {
        return switch (verbosity) {
            case CRITICAL, ERROR -> Level.ERROR;
            case WARNING -> Level.WARN;
            case INFO -> Level.INFO;
            case DEBUG -> Level.DEBUG;
        };
    }

    private static final class CriticalOnly extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            return isCritical(event) ? FilterReply.NEUTRAL : FilterReply.DENY;
        }
    }
}

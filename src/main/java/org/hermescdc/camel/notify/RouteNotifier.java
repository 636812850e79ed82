package org.hermescdc.camel.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.component.mail.JavaMailSender;
import org.hermescdc.camel.Flow;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.core.HermesException;
import org.hermescdc.ops.LogNotifier;
import org.hermescdc.ops.Notification;
import org.hermescdc.ops.Notifier;
import org.hermescdc.spi.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators through the log at once, and through {@code routes/notify.camel.yaml} in a thread of its own, so that no
 * mail server delays the application. What the route fails to tell is owed: it is tried again, in order, after a pause
 * that doubles up to an hour, and once more at the end. Owed changes live in memory only: the log has them all.
 */
public final class RouteNotifier implements Notifier {

    private static final Logger LOG = LoggerFactory.getLogger(RouteNotifier.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration ALLOWANCE = Duration.ofSeconds(5);
    private static final int MOST_OWED = 100;

    private final LogNotifier log = new LogNotifier();
    private final Clock clock;
    private final Flow flow;
    private final Duration firstPause;
    private final Duration closeLimit;
    private final Thread teller = new Thread(this::tellAll, "notifications");
    private final Deque<Notice> owed = new ArrayDeque<>();
    private boolean closing;

    /**
     * Starts the route; nothing is connected before there is something to tell.
     *
     * @param application names the Camel context
     * @throws HermesException if the route cannot be started
     */
    public static RouteNotifier start(String application, HermesConfig config, Clock clock) {
        Optional<Settings> mail = config.mail().map(HermesConfig.Mail::settings);
        JavaMailSender server = mail.map(MailServer::of).orElseGet(DefaultJavaMailSender::new);
        Map<String, Object> beans = new HashMap<>(Map.of("mail", new ComposeMail(mail), "mail-server", server));
        Flow flow = Flow.start(application + "-notify", List.of("failure.camel.yaml", "notify.camel.yaml"), beans);
        Duration closeLimit =
                mail.map(MailServer::timeout).orElse(Duration.ZERO).plus(ALLOWANCE);
        return new RouteNotifier(flow, clock, config.retry().errorPause(), closeLimit);
    }

    private RouteNotifier(Flow flow, Clock clock, Duration firstPause, Duration closeLimit) {
        this.flow = flow;
        this.clock = clock;
        this.firstPause = firstPause;
        this.closeLimit = closeLimit;
        teller.setDaemon(true);
        teller.start();
    }

    @Override
    public void tell(Notification notification) {
        log.tell(notification);
        Notice notice = Notice.of(notification, ZonedDateTime.now(clock));
        synchronized (owed) {
            if (owed.size() == MOST_OWED) {
                LOG.warn(
                        "{} notifications wait to be sent; the oldest will not be: {}",
                        MOST_OWED,
                        owed.remove().subject());
            }
            owed.add(notice);
            owed.notifyAll();
        }
    }

    /** Sends what is owed, or gives up when a try fails or takes too long. */
    @Override
    public void close() {
        synchronized (owed) {
            closing = true;
            owed.notifyAll();
        }
        try {
            teller.join(closeLimit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (owed) {
            if (!owed.isEmpty()) {
                LOG.warn(
                        "the application ends, and these notifications stand in the log only: {}",
                        owed.stream().map(Notice::subject).collect(Collectors.joining(", ")));
            }
        }
        if (!teller.isAlive()) {
            flow.close();
        }
    }

    private void tellAll() {
        Duration pause = firstPause;
        for (Notice next = next(); next != null; next = next()) {
            if (sent(next)) {
                pause = firstPause;
            } else if (rest(pause)) {
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            } else {
                return;
            }
        }
    }

    /** Waits for something to tell; null when there is nothing more. It stays owed until it is told. */
    private Notice next() {
        synchronized (owed) {
            while (owed.isEmpty() && !closing) {
                await(Duration.ZERO);
            }
            return owed.peek();
        }
    }

    private boolean sent(Notice notice) {
        try {
            flow.request("notify", notice);
        } catch (HermesException e) {
            LOG.warn("a notification was not sent, and will be tried again: {}: {}", notice.subject(), e.getMessage());
            return false;
        }
        synchronized (owed) {
            owed.remove(notice);
        }
        return true;
    }

    /** Returns whether to try again after the pause: a try that failed while closing was the last one. */
    private boolean rest(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        synchronized (owed) {
            if (closing) {
                return false;
            }
            for (long left = pause.toMillis(); left > 0 && !closing; left = (end - System.nanoTime()) / 1_000_000) {
                await(Duration.ofMillis(left));
            }
            return true;
        }
    }

    private void await(Duration limit) {
        try {
            owed.wait(limit.toMillis());
        } catch (InterruptedException e) {
            closing = true;
        }
    }
}

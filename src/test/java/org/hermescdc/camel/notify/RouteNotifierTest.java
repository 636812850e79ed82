package org.hermescdc.camel.notify;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.it.Certificates;
import org.hermescdc.it.MailBox;
import org.hermescdc.it.TcpProxy;
import org.hermescdc.ops.Notification;
import org.hermescdc.ops.Notifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Mails through the shipped route, to real mail servers in all their moods. */
class RouteNotifierTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2031-03-03T08:00:00Z"), ZoneOffset.UTC);

    private static final Notification ERRORS = new Notification(
            "hermes-server",
            "data errors met",
            "The sources contradict themselves.",
            "{\n  \"Users\": [\n    \"Zoé\"\n  ]\n}\n",
            "{\n  \"Users\": [\n    \"Zoé\",\n    7\n  ]\n}\n");

    private static final Notification NO_MORE = new Notification(
            "hermes-server", "no more data errors", "The sources agree again on every entry.", "seven\n", "");

    @TempDir
    private Path folder;

    private final BlockingQueue<String> warnings = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> log = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            warnings.add(event.getFormattedMessage());
        }
    };

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger(RouteNotifier.class)).addAppender(log);
    }

    @AfterEach
    void stopListening() {
        ((Logger) LoggerFactory.getLogger(RouteNotifier.class)).detachAppender(log);
    }

    @Test
    void sendsTheDifferenceAndAttachesBothStates() {
        try (MailBox box = new MailBox();
                Notifier notifier = notifier(box.port(), "compress_attachments: false")) {
            notifier.tell(ERRORS);
            notifier.tell(NO_MORE);

            assertThat(box.next()).isEqualTo("""
                    From: Hermes <hermes@example.org>
                    To: admins@example.org, identity@example.org
                    Subject: [hermes-server] data errors met
                    Date: Mon, 3 Mar 2031 08:00:00 +0000 (UTC)
                    == text (text/plain; charset=UTF-8)
                    The sources contradict themselves.

                    --- previous
                    +++ current
                    @@ -1,5 +1,6 @@
                     {
                       "Users": [
                    -    "Zoé"
                    +    "Zoé",
                    +    7
                       ]
                     }
                    == previous.txt (text/plain; charset=UTF-8; name=previous.txt)
                    {
                      "Users": [
                        "Zoé"
                      ]
                    }
                    == current.txt (text/plain; charset=UTF-8; name=current.txt)
                    {
                      "Users": [
                        "Zoé",
                        7
                      ]
                    }
                    == diff.txt (text/plain; charset=UTF-8; name=diff.txt)
                    --- previous
                    +++ current
                    @@ -1,5 +1,6 @@
                     {
                       "Users": [
                    -    "Zoé"
                    +    "Zoé",
                    +    7
                       ]
                     }
                    """);
            assertThat(box.next()).isEqualTo("""
                    From: Hermes <hermes@example.org>
                    To: admins@example.org, identity@example.org
                    Subject: [hermes-server] no more data errors
                    Date: Mon, 3 Mar 2031 08:00:00 +0000 (UTC)
                    == text (text/plain; charset=UTF-8)
                    The sources agree again on every entry.

                    --- previous
                    +++ current
                    @@ -1,1 +0,0 @@
                    -seven
                    == previous.txt (text/plain; charset=UTF-8; name=previous.txt)
                    seven
                    == current.txt (text/plain; charset=UTF-8; name=current.txt)
                    == diff.txt (text/plain; charset=UTF-8; name=diff.txt)
                    --- previous
                    +++ current
                    @@ -1,1 +0,0 @@
                    -seven
                    """);
            box.assertEmpty();
        }
    }

    @Test
    void compressesAttachmentsAndLeavesOutWhatIsTooLarge() {
        try (MailBox box = new MailBox();
                Notifier notifier = notifier(
                        box.port(), "compress_attachments: true, mailtext_maxsize: 39, attachment_maxsize: 30")) {
            notifier.tell(NO_MORE);
            notifier.tell(new Notification("hermes-server", "unhandled exception", "It failed.", "", "x".repeat(60)));

            assertThat(box.next()).endsWith("""
                    == text (text/plain; charset=UTF-8)
                    The sources agree again on every entry.

                    The difference of previous and current state is not shown here: its 48 bytes are more than hermes.mail.mailtext_maxsize allows: 39.

                    Not attached: diff.txt.gz, whose 68 bytes are more than hermes.mail.attachment_maxsize allows: 30.
                    == previous.txt.gz (application/gzip; name=previous.txt.gz)
                    seven
                    == current.txt.gz (application/gzip; name=current.txt.gz)
                    """);
            assertThat(box.next())
                    .contains("== previous.txt.gz (application/gzip", "== current.txt.gz (application/gzip")
                    .contains("Not attached: diff.txt.gz");
        }
    }

    @Test
    void logsInOverStarttls() {
        Certificates certificates = Certificates.in(folder);
        try (MailBox box = new MailBox(options -> MailBox.withLogin(options)
                        .enableTLS()
                        .requireTLS()
                        .startTlsSocketFactory(certificates.serverSide(), false));
                Notifier notifier = notifier(box.port(), login(MailBox.PASSWORD) + ", starttls: true, " + ca())) {
            notifier.tell(ERRORS);

            assertThat(box.next()).contains("Subject: [hermes-server] data errors met\n");
        }
    }

    @Test
    void speaksTlsFromTheBeginning() {
        Certificates certificates = Certificates.in(folder);
        try (MailBox box = new MailBox(
                        options -> MailBox.withLogin(options).serverSocketFactory(certificates.serverSide()));
                Notifier notifier = notifier(box.port(), login(MailBox.PASSWORD) + ", tls: true, " + ca())) {
            notifier.tell(ERRORS);

            assertThat(box.next()).contains("Subject: [hermes-server] data errors met\n");
        }
    }

    @Test
    void sendsNothingInClearWhereStarttlsIsWanted() {
        try (MailBox box = new MailBox(MailBox::withLogin);
                Notifier notifier = notifier(box.port(), login(MailBox.PASSWORD) + ", starttls: true")) {
            notifier.tell(ERRORS);

            assertThat(nextWarning())
                    .isEqualTo("a notification was not sent, and will be tried again: [hermes-server] data errors met:"
                            + " route notify failed: STARTTLS is required but host does not support STARTTLS");
            box.assertEmpty();
        }
    }

    @Test
    void trustsNoUnknownCertificate() {
        Certificates certificates = Certificates.in(folder);
        try (MailBox box = new MailBox(options -> options.serverSocketFactory(certificates.serverSide()));
                Notifier notifier = notifier(box.port(), "tls: true")) {
            notifier.tell(ERRORS);

            assertThat(nextWarning()).contains("route notify failed: Could not connect to SMTP host");
            box.assertEmpty();
        }
    }

    @Test
    void warnsOfAWrongPasswordWithoutTellingIt() {
        try (MailBox box = new MailBox(MailBox::withLogin);
                Notifier notifier = notifier(box.port(), login("not-it"))) {
            notifier.tell(ERRORS);

            assertThat(nextWarning())
                    .startsWith(
                            "a notification was not sent, and will be tried again: [hermes-server] data errors met:")
                    .contains("535")
                    .doesNotContain("not-it");
            box.assertEmpty();
        }
    }

    @Test
    void owesWhatAnAwayServerDidNotTake() {
        try (MailBox box = new MailBox();
                TcpProxy proxy = new TcpProxy(box.port());
                Notifier notifier = notifier(proxy.port(), "")) {
            proxy.refuse();
            notifier.tell(ERRORS);
            notifier.tell(NO_MORE);
            assertThat(nextWarning()).contains("data errors met: route notify failed: ");
            box.assertEmpty();
            proxy.pass();

            assertThat(box.next()).contains("data errors met\nDate: Mon, 3 Mar 2031 08:00:00 +0000 (UTC)\n");
            assertThat(box.next()).contains("no more data errors\n");
        }
    }

    @Test
    void neverWaitsForAServerThatHangs() {
        try (MailBox box = new MailBox();
                TcpProxy proxy = new TcpProxy(box.port())) {
            proxy.hang();
            Notifier notifier = notifier(proxy.port(), "timeout: 0.5");
            long start = System.nanoTime();
            notifier.tell(ERRORS);
            notifier.tell(NO_MORE);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(400));

            assertThat(nextWarning()).contains("data errors met: route notify failed: ");
            notifier.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(warnings)
                    .contains("the application ends, and these notifications stand in the log only:"
                            + " [hermes-server] data errors met, [hermes-server] no more data errors");
        }
    }

    @Test
    void sendsWhatIsOwedBeforeTheApplicationEnds() {
        try (MailBox box = new MailBox()) {
            Notifier notifier = notifier(box.port(), "");
            notifier.tell(Notification.fatal("hermes-server", new IllegalStateException("a fault")));
            notifier.close();

            assertThat(box.next())
                    .contains("Subject: [hermes-server] Unhandled fatal exception, APP WILL TERMINATE IMMEDIATELY\n")
                    .contains("The application ends.\n\n--- previous\n+++ current\n@@ -0,0 +1,1 @@\n"
                            + "+java.lang.IllegalStateException: a fault\n");
        }
    }

    @Test
    void letsNoValueBeginAHeader() {
        try (MailBox box = new MailBox();
                Notifier notifier = notifier(box.port(), "")) {
            notifier.tell(new Notification(
                    "hermes\r\nCc: spy@example.org", "unhandled exception", "It failed.\n", "", "\r\n.\r\nQUIT\r\n"));

            assertThat(box.next()).startsWith("""
                            From: Hermes <hermes@example.org>
                            To: admins@example.org, identity@example.org
                            Subject: [hermes Cc: spy@example.org] unhandled exception
                            """).contains("+.\n+QUIT\n");
        }
    }

    @Test
    void sendsNoMailWithoutAMailServer() {
        Notifier notifier = RouteNotifier.start("hermes-server", config(""), CLOCK);
        notifier.tell(ERRORS);
        notifier.close();

        assertThat(warnings).isEmpty();
    }

    private String nextWarning() {
        try {
            String warning = warnings.poll(20, TimeUnit.SECONDS);
            assertThat(warning).as("a warning").isNotNull();
            return warning;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String login(String password) {
        return "user: " + MailBox.USER + ", password: " + password;
    }

    private String ca() {
        return "cafile: " + folder.resolve("cert.pem");
    }

    private Notifier notifier(int port, String more) {
        String mail = "mail: {server: 'localhost:%d', from: 'Hermes <hermes@example.org>',"
                + " to: [admins@example.org, identity@example.org]%s}";
        return RouteNotifier.start(
                "hermes-server", config(mail.formatted(port, more.isEmpty() ? "" : ", " + more)), CLOCK);
    }

    private HermesConfig config(String mail) {
        String text = """
                hermes:
                  cache: {dirpath: %1$s/cache}
                  logs: {logfile: null}
                  retry: {error_pause: 0.1}
                  %2$s
                  plugins:
                    datasources:
                      hr: {type: sqlite, settings: {uri: %1$s/hr.sqlite}}
                    messagebus:
                      sqlite: {settings: {uri: %1$s/bus.sqlite, retention_in_days: 30}}
                hermes-server:
                  updateInterval: 3600
                  datamodel:
                    Users:
                      primarykeyattr: id
                      sources:
                        hr:
                          fetch: {type: fetch, query: SELECT * FROM people}
                          attrsmapping: {id: id}
                """.formatted(folder, mail);
        try {
            Path file = Files.writeString(folder.resolve("server.yml"), text);
            return new ConfigLoader(PluginCatalog.installed(folder), Map.of())
                    .loadServer(file)
                    .hermes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.hermescdc.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hermescdc.camel.Flow;
import org.hermescdc.camel.notify.RouteNotifier;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.it.MailBox;
import org.hermescdc.ops.Notification;
import org.hermescdc.ops.Notifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The route of {@code docs/reference/notifications.md} does what the page says. */
class NotifyPageTest {

    private static final Path PAGE = Path.of("docs/reference/notifications.md");
    private static final String HOOK = "chat.hook";

    @TempDir
    private Path folder;

    private final BlockingQueue<String> posts = new LinkedBlockingQueue<>();
    private HttpServer chat;
    private int answer = 200;

    @BeforeEach
    void start() throws IOException {
        chat = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        chat.createContext("/hooks/t0ken", exchange -> {
            posts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        chat.start();
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("notify.camel.yaml"), block("yaml"));
        System.setProperty(Flow.ROUTES_PROPERTY, routes.toString());
        System.setProperty(HOOK, "http://localhost:" + chat.getAddress().getPort() + "/hooks/t0ken");
    }

    @AfterEach
    void stop() {
        System.clearProperty(Flow.ROUTES_PROPERTY);
        System.clearProperty(HOOK);
        chat.stop(0);
    }

    @Test
    void tellsTheChatAndSendsTheMail() throws Exception {
        try (MailBox box = new MailBox();
                Notifier notifier = notifier(box)) {
            notifier.tell(errors());

            assertThat(posts.poll(20, TimeUnit.SECONDS)).isEqualTo(block("json"));
            assertThat(box.next()).contains("Subject: [hermes-server] data errors met\n");
        }
    }

    @Test
    void sendsTheMailOnceWhileTheChatFails() throws Exception {
        answer = 500;
        try (MailBox box = new MailBox();
                Notifier notifier = notifier(box)) {
            notifier.tell(errors());

            assertThat(posts.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(box.next()).contains("Subject: [hermes-server] data errors met\n");
            box.assertEmpty();
        }
    }

    private static Notification errors() {
        return new Notification(
                "hermes-server",
                "data errors met",
                "The sources contradict themselves on some entries, which keep the values of the cache.",
                "",
                "a \"quoted\" state\n");
    }

    private Notifier notifier(MailBox box) throws IOException {
        Path file = Files.writeString(folder.resolve("server.yml"), """
                hermes:
                  cache: {dirpath: %1$s/cache}
                  logs: {logfile: null}
                  mail: {server: 'localhost:%2$d', from: hermes@example.org, to: admins@example.org}
                  plugins:
                    messagebus:
                      sqlite: {settings: {uri: %1$s/bus.sqlite, retention_in_days: 30}}
                hermes-server: {updateInterval: 3600, datamodel: {}}
                """.formatted(folder, box.port()));
        HermesConfig config = new ConfigLoader(PluginCatalog.installed(folder), Map.of())
                .loadServer(file)
                .hermes();
        return RouteNotifier.start("hermes-server", config, Clock.systemUTC());
    }

    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}

package org.hermescdc.plugin.bus.rabbitmq;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hermescdc.spi.BusFactory;
import org.hermescdc.spi.BusInbox;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/** The bus {@code rabbitmq}. */
public final class RabbitmqBus implements BusFactory {

    private static final int LARGEST_PORT = 65_535;
    private static final List<String> ADDRESS = List.of("host", "port", "vhost", "login", "password");

    @Override
    public String name() {
        return "rabbitmq";
    }

    @Override
    public SettingsSchema producerSettings() {
        return schema(
                Setting.text("max_age", "[1-9][0-9]*[YMDhms]")
                        .describedAs(
                                "Older messages are dropped, by whole segments: a number and Y, M, D, h, m or s, as"
                                        + " 30D."),
                Setting.whole("max_length_bytes", 1, Long.MAX_VALUE)
                        .describedAs("The oldest messages are dropped, by whole segments, when the stream is larger."));
    }

    @Override
    public SettingsSchema consumerSettings() {
        return schema();
    }

    @Override
    public ProducerRoutes producer(Settings settings, Environment environment) {
        StreamWriter writer = new StreamWriter(new Broker(settings), Retention.of(settings), environment.clock());
        return new ProducerRoutes("rabbitmq-out", List.of(), Map.of("writer", writer));
    }

    @Override
    public ConsumerRoute consumer(Settings settings, BusInbox inbox) {
        Streams streams = new Streams(new Broker(settings), inbox);
        return new ConsumerRoute("rabbitmq-in", Map.of("rabbitmq", streams), streams::bounds);
    }

    private static SettingsSchema schema(Setting... more) {
        Setting[] settings = Stream.concat(
                        Stream.of(
                                Setting.text("uri")
                                        .asSecret()
                                        .describedAs("Where the broker is: amqp://login:password@host:port/vhost, or"
                                                + " amqps:// for TLS; or the five keys below."),
                                Setting.text("host").describedAs("The broker's name or address."),
                                Setting.whole("port", 1, LARGEST_PORT)
                                        .describedAs("The broker's port; without it 5672, or 5671 with ssl."),
                                Setting.text("vhost").describedAs("The virtual host; without it /."),
                                Setting.text("login").describedAs("Whom to log in as; without it guest."),
                                Setting.text("password").asSecret().describedAs("Its password; without it guest."),
                                Setting.text("stream", "(?!amq\\.).{1,255}")
                                        .asRequired()
                                        .describedAs("The name of the stream queue, the same for the server and its"
                                                + " clients; the server makes it if it is missing."),
                                ssl()),
                        Stream.of(more))
                .toArray(Setting[]::new);
        return SettingsSchema.of(settings)
                .withRule(RabbitmqBus::oneAddress)
                .withRule(RabbitmqBus::wellFormed)
                .withRule(RabbitmqBus::certificateAndKeyTogether);
    }

    private static Setting ssl() {
        SettingsSchema files = SettingsSchema.of(
                Setting.text("cafile")
                        .describedAs(
                                "PEM file of the authorities to trust; without it those of the Java installation."),
                Setting.text("certfile").describedAs("PEM file of our certificate, if the broker asks for one."),
                Setting.text("keyfile").describedAs("PEM file of the certificate's key."));
        return Setting.section("ssl", files).describedAs("Encryption; without this section only amqps:// has it.");
    }

    private static List<Problem> oneAddress(Settings settings) {
        if (!settings.has("uri")) {
            return settings.has("host") ? List.of() : List.of(new Problem("", "'uri' or 'host' is missing"));
        }
        return ADDRESS.stream()
                .filter(settings::has)
                .map(key -> new Problem(key, "stands beside 'uri', which tells it too; keep one of the two"))
                .toList();
    }

    private static List<Problem> wellFormed(Settings settings) {
        if (!settings.has("uri")) {
            return List.of();
        }
        String form = "; allowed is amqp://login:password@host:port/vhost, or amqps://, with % codes for special"
                + " characters in login, password and vhost";
        try {
            URI uri = new URI(settings.text("uri"));
            String scheme = uri.getScheme();
            if (scheme == null || !List.of("amqp", "amqps").contains(scheme)) {
                return List.of(new Problem("uri", "begins with neither amqp: nor amqps:" + form));
            }
            if (uri.getHost() == null) {
                return List.of(new Problem("uri", "names no host" + form));
            }
            if (uri.getRawPath() != null && uri.getRawPath().indexOf('/', 1) > 0) {
                return List.of(new Problem("uri", "its vhost holds a '/', which must be written %2F"));
            }
            if (scheme.equals("amqp") && settings.has("ssl")) {
                return List.of(
                        new Problem("uri", "is amqp://, without encryption, though 'ssl' is there; use amqps://"));
            }
            return List.of();
        } catch (URISyntaxException e) {
            return List.of(new Problem("uri", "is no URI" + form));
        }
    }

    private static List<Problem> certificateAndKeyTogether(Settings settings) {
        Settings ssl = settings.section("ssl");
        if (ssl.has("certfile") == ssl.has("keyfile")) {
            return List.of();
        }
        String missing = ssl.has("certfile") ? "keyfile" : "certfile";
        return List.of(new Problem("ssl", "'" + missing + "' is missing: certfile and keyfile go together"));
    }
}

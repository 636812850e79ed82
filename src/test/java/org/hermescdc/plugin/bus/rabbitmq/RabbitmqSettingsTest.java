package org.hermescdc.plugin.bus.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema.Problem;
import org.junit.jupiter.api.Test;

class RabbitmqSettingsTest {

    @Test
    void takesOneAddressAndNoMore() {
        assertThat(problems(Map.of())).containsExactly(new Problem("", "'uri' or 'host' is missing"));
        assertThat(problems(Map.of("uri", "amqp://broker", "vhost", "v")))
                .containsExactly(new Problem("vhost", "stands beside 'uri', which tells it too; keep one of the two"));
        assertThat(problems(Map.of("host", "broker", "vhost", "v"))).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAUriAndNeverShowsIt() {
        for (String wrong : List.of(
                "http://user:secret@broker",
                "amqp://user:secret^@broker",
                "user:secret@broker",
                "amqp:///secret",
                "amqp://user:secret@broker/a/b")) {
            assertThat(problems(Map.of("uri", wrong)))
                    .as(wrong)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.key()).isEqualTo("uri"))
                    .satisfies(problem -> assertThat(problem.message()).doesNotContain("secret"));
        }
        assertThat(problems(Map.of("uri", "amqps://user:pass%40word@broker:5671/%2F")))
                .isEmpty();
    }

    @Test
    void wantsNoEncryptionBesideAPlainUri() {
        assertThat(problems(Map.of("uri", "amqp://broker", "ssl", Map.of("cafile", "ca.pem"))))
                .extracting(Problem::message)
                .containsExactly("is amqp://, without encryption, though 'ssl' is there; use amqps://");
    }

    @Test
    void wantsCertificateAndKeyTogether() {
        assertThat(problems(Map.of("host", "broker", "ssl", Map.of("certfile", "c.pem"))))
                .extracting(Problem::message)
                .containsExactly("'keyfile' is missing: certfile and keyfile go together");
    }

    @Test
    void makesSegmentsSmallEnoughForTheRetention() {
        assertThat(arguments(Optional.empty(), Optional.empty())).isEqualTo(Map.of("x-queue-type", "stream"));
        assertThat(arguments(Optional.of("30D"), Optional.empty()))
                .isEqualTo(Map.of(
                        "x-queue-type", "stream", "x-max-age", "30D", "x-stream-max-segment-size-bytes", 10_000_000L));
        assertThat(arguments(Optional.of("30D"), Optional.of(50_000_000L)))
                .containsEntry("x-max-length-bytes", 50_000_000L)
                .containsEntry("x-stream-max-segment-size-bytes", 5_000_000L);
        assertThat(arguments(Optional.empty(), Optional.of(100_000_000_000L)))
                .containsEntry("x-stream-max-segment-size-bytes", 500_000_000L);
    }

    private static Map<String, Object> arguments(Optional<String> age, Optional<Long> length) {
        return new Retention(age, length).arguments();
    }

    private static List<Problem> problems(Map<String, Object> given) {
        Map<String, Object> settings = new HashMap<>(given);
        settings.put("stream", "events");
        return new RabbitmqBus()
                .producerSettings().rules().stream()
                        .flatMap(rule -> rule.apply(new Settings(settings)).stream())
                        .toList();
    }
}

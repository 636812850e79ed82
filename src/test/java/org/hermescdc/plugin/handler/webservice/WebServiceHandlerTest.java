package org.hermescdc.plugin.handler.webservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.camel.handler.Calls;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.ConfigException;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.plugin.handler.TestClient;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code webservice} against a real service, with the shipped example as its configuration. */
class WebServiceHandlerTest {

    private static final Path EXAMPLE = Path.of("config/target-webservice/hermes-client-webservice-config.yml");

    private static final String ANN_JSON =
            "{\"id\":1,\"login\":\"ann\",\"emails\":[\"a@x.org\"],\"since\":\"2031-03-04T05:06:07Z\"}";

    private static final Instant NOW = Instant.parse("2031-03-03T08:00:00Z");

    @TempDir
    private Path folder;

    private final PeopleService service = new PeopleService();
    private final List<Duration> pauses = new ArrayList<>();
    private TestClient client;

    @BeforeEach
    void start() throws IOException {
        ClientConfig config = load(example());
        client = new TestClient(
                new WebServiceHandler(pauses::add, Clock.fixed(NOW, ZoneOffset.UTC)),
                config.pluginSettings(),
                Set.of("Users", "Groups", "GroupsMembers"));
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void makesTheCallsOfAnEventInTheirOrder() {
        client.added("Users", 1, ann());
        client.modified("Users", 1, Map.of("login", "ann", "mail", "new@x.org"));
        client.removed("Users", 1);

        assertThat(service.drain())
                .containsExactly(
                        "PUT /people/ann " + ANN_JSON,
                        "POST /people/ann/welcome {\"text\":\"Welcome, ann!\"}",
                        "PUT /people/ann {\"id\":1,\"login\":\"ann\",\"emails\":[\"new@x.org\"]}",
                        "DELETE /people/ann");
    }

    @Test
    void looksUpTheOthersOfAMembership() {
        client.knows("Users", 1, ann());
        client.knows("Groups", 7, Map.of("name", "staff & co/α"));

        client.added("GroupsMembers", List.of(1, 7), Map.of("user_pkey", 1, "group_pkey", 7));

        assertThat(service.drain()).containsExactly("PUT /groups/staff%20%26%20co%2F%CE%B1/members/ann");
        assertThatThrownBy(() -> client.added("GroupsMembers", List.of(2, 7), Map.of("user_pkey", 2, "group_pkey", 7)))
                .isInstanceOf(HandlerException.class)
                .hasMessageContaining("Users[2], which the call needs, is not among the client's objects");
    }

    @Test
    void keepsAValueAValueInAddressAndBody() {
        client.added("Users", 1, Map.of("login", "../x?a=b#\"", "mail", "\"},{\"admin\":true"));

        assertThat(service.drain().get(0))
                .isEqualTo("PUT /people/..%2Fx%3Fa%3Db%23%22 {\"id\":1,\"login\":\"../x?a=b#\\\"\","
                        + "\"emails\":[\"\\\"},{\\\"admin\\\":true\"]}");
        for (String login : List.of("", ".", "..")) {
            assertThatThrownBy(() -> client.added("Users", 2, Map.of("login", login)))
                    .hasMessageContaining("would have a part without a value, or one that is '.' or '..'");
        }
        assertThatThrownBy(() -> client.added("Users", 2, Map.of("mail", "m")))
                .hasMessageContaining("'login' is undefined");
        assertThat(service.kept()).doesNotContainKeys("/people/", "/people");
    }

    @Test
    void resumesAtTheCallThatFailed() {
        service.next((exchange, work) -> {
            work.run();
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        service.nextAnswers(500);
        HandlerCall added = Calls.added("Users", 1, ann());
        assertThatThrownBy(() -> client.handle(added))
                .hasMessage("POST " + service.url() + "/people/{{ login }}/welcome: the service answered 500");
        assertThat(added.context().currentStep()).isEqualTo(1);
        assertThat(added.context().isPartiallyProcessed()).isTrue();
        service.drain();

        client.handle(Calls.again(added));

        assertThat(service.drain()).containsExactly("POST /people/ann/welcome {\"text\":\"Welcome, ann!\"}");
    }

    @Test
    void countsACallThatWasDoneWithoutAnAnswerAsDoneOnItsRetry() {
        client.knows("Users", 1, ann());
        HandlerCall removed = client.toRemove("Users", 1);
        assertThatThrownBy(() -> client.handle(removed))
                .hasMessage("DELETE " + service.url() + "/people/{{ login }}: the service answered 404");
        client.added("Users", 1, ann());
        service.nextIsDoneButNotAnswered();
        assertThatThrownBy(() -> client.handle(client.toRemove("Users", 1)))
                .hasMessageContaining("no answer, so that it may have been done or not");

        HandlerCall retried = Calls.again(client.toRemove("Users", 1));
        client.handle(retried);

        assertThat(service.kept()).containsOnlyKeys("/people/ann/welcome");
    }

    @Test
    void countsAPostThatTimedOutAfterItsSuccessAsDoneOnItsRetry() {
        service.next((exchange, work) -> {
            work.run();
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        service.nextHangsAfterItIsDone();
        HandlerCall added = Calls.added("Users", 1, ann());
        assertThatThrownBy(() -> client.handle(added))
                .hasMessageContaining(
                        "/welcome: no answer, so that it may have been done or not: HttpTimeoutException");
        assertThat(added.context().isPartiallyProcessed()).isTrue();

        client.handle(Calls.again(added));

        assertThat(service.drain()).hasSize(3).last().asString().startsWith("POST /people/ann/welcome");
    }

    @Test
    void waitsAsLongAsABusyServiceAsks() {
        service.nextAnswers(429, "Retry-After", "3");
        service.nextAnswers(503, "Retry-After", "7");

        client.added("Users", 1, ann());

        assertThat(pauses).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(7));
        assertThat(service.drain()).hasSize(4);
    }

    @Test
    void waitsUntilTheDateThatABusyServiceTells() {
        service.nextAnswers(503, "Retry-After", "Mon, 03 Mar 2031 08:00:12 GMT");
        service.nextAnswers(429, "Retry-After", "Mon, 03 Mar 2031 07:59:00 GMT");

        client.added("Users", 1, ann());

        assertThat(pauses).containsExactly(Duration.ofSeconds(12), Duration.ZERO);
        assertThat(service.drain()).hasSize(4);
    }

    @Test
    void takesARetryAfterThatIsNeitherForNone() {
        service.nextAnswers(429, "Retry-After", "soon");

        assertThatThrownBy(() -> client.added("Users", 1, ann())).hasMessageContaining("the service answered 429");

        assertThat(pauses).isEmpty();
    }

    @Test
    void leavesToTheErrorQueueWhatWouldTakeTooLong() {
        service.nextAnswers(429, "Retry-After", "20");
        service.nextAnswers(429, "Retry-After", "20");
        HandlerCall added = Calls.added("Users", 1, ann());

        assertThatThrownBy(() -> client.handle(added)).hasMessageContaining("the service answered 429");

        assertThat(pauses).containsExactly(Duration.ofSeconds(20));
        assertThat(added.context().isPartiallyProcessed()).isFalse();
        service.nextAnswers(503);
        assertThatThrownBy(() -> client.handle(added)).hasMessageContaining("the service answered 503");
        assertThat(added.context().isPartiallyProcessed()).isTrue();
    }

    @Test
    void tellsAnAnswerWithoutSecretsAndWithoutFollowingItElsewhere() {
        service.next((exchange, work) -> {
            byte[] text = "no such\nthing: s3cret".getBytes();
            exchange.getResponseHeaders().set("Location", "/people/evil");
            exchange.sendResponseHeaders(302, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        HandlerCall added =
                Calls.withSecrets(Calls.added("Users", 1, Map.of("login", "ann", "mail", "s3cret")), "mail");

        assertThatThrownBy(() -> client.handle(added))
                .hasMessage("PUT " + service.url()
                        + "/people/{{ login }}: the service answered 302: no such; thing: <SECRET_VALUE>");
        assertThat(service.drain()).hasSize(1);
    }

    @Test
    void declaresTheAttributesThatItsTemplatesUse() {
        assertThatThrownBy(() -> load(example().replace("mail: mail", "other: mail")))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains("the client plugin 'webservice' needs the attributes [mail] of the local type 'Users'");
        assertThatThrownBy(() -> load(example().replace("  Groups:\n", "  Teams:\n")))
                .message()
                .contains("the client plugin 'webservice' needs the local type 'Groups' too");
    }

    @Test
    void refusesCallsThatCannotBeUsed() {
        assertThatThrownBy(() -> load(example().replace("path: /people/{{ login }}/welcome", "path: /people/{{ login")))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains("calls.Users.added[1].path: the call cannot be used");
        assertThatThrownBy(() -> load(example().replace("method: DELETE", "method: REMOVE")))
                .message()
                .contains("found string 'REMOVE'; allowed: GET, POST, PUT, PATCH, DELETE");
    }

    private static Map<String, Object> ann() {
        return Map.of("_pkey_id", 1, "login", "ann", "mail", "a@x.org", "since", LocalDateTime.of(2031, 3, 4, 5, 6, 7));
    }

    private String example() throws IOException {
        return Files.readString(EXAMPLE)
                .replace("https://service.example.org/api", service.url())
                .replace("timeout: 30", "timeout: 1");
    }

    private ClientConfig load(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("hermes-client-webservice-config.yml"), text);
        return new ConfigLoader(PluginCatalog.installed(folder), Map.of()).loadClient(file, "webservice");
    }
}

package org.hermescdc.plugin.handler.webservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.camel.handler.Calls;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.ConfigException;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.it.Certificates;
import org.hermescdc.plugin.handler.TestClient;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code webservice} sends and how it reads answers, where a service wants more than codes and JSON. */
class WebServiceAnswersTest {

    private static final String HEAD = """
            hermes:
              cache: {dirpath: cache}
              logs: {logfile: null}
              templates: {results: typed}
              plugins:
                messagebus: {sqlite: {settings: {uri: bus.sqlite}}}
            hermes-client:
              datamodel:
                Users: {hermesType: Users, attrsmapping: {login: login, mails: mails, since: since}}
            hermes-client-webservice:
              url: URL
              timeout: 1
            """;

    private static final String PUT = "\n  calls: {Users: {added: [{method: PUT, path: '/people/{{ login }}'}]}}\n";

    @TempDir
    private Path folder;

    private PeopleService service = new PeopleService();
    private TestClient client;

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
        }
        service.close();
    }

    @Test
    void sendsAForm() throws Exception {
        connect("""
                  calls:
                    Users:
                      added:
                        - method: POST
                          path: /people
                          form: {id: "{{ _key }}", "mail[]": "{{ mails }}", kind: person, none: "", active: true, since: "{{ since }}"}
                """);

        client.added("Users", 1, Map.of("login", "ann", "mails", java.util.List.of("a+b@x.org", "é&=@x.org")));

        assertThat(service.drain())
                .containsExactly("POST /people id=1&mail%5B%5D=a%2Bb%40x.org&mail%5B%5D=%C3%A9%26%3D%40x.org"
                        + "&kind=person&none=&active=true");
    }

    @Test
    void takesTheWordOfTheAnswerForASuccess() throws Exception {
        connect("  answers: json\n  success_if: \"{{ _answer.body.ok }}\"" + PUT);
        service.nextTells(200, "{\"ok\": true}");
        client.added("Users", 1, ann());

        service.nextTells(500, "{\"ok\": true}");
        assertThatThrownBy(() -> client.added("Users", 2, ann())).hasMessageContaining("the service answered 500");

        service.nextTells(200, "{\"ok\": false}");
        HandlerCall refused = Calls.added("Users", 2, ann());
        assertThatThrownBy(() -> client.handle(refused))
                .hasMessage("PUT " + service.url() + "/people/{{ login }}: the service answered 200: {\"ok\": false}");
        assertThat(refused.context().isPartiallyProcessed()).isFalse();
    }

    @Test
    void countsACallAsPerhapsDoneWhereTheAnswerCannotBeRead() throws Exception {
        connect("  answers: xml\n  success_if: \"{{ _answer.body.status == '0' }}\"" + PUT);
        for (String text : new String[] {
            "oops",
            "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a><status>&e;</status></a>",
            "<a><other/></a>"
        }) {
            service.nextTells(200, text);
            HandlerCall added = Calls.added("Users", 1, ann());

            assertThatThrownBy(() -> client.handle(added))
                    .isInstanceOf(HandlerException.class)
                    .hasMessageContaining("the service answered 200: " + text.substring(0, 4))
                    .hasMessageContaining("; whether that is a success cannot be told: ");

            assertThat(added.context().isPartiallyProcessed()).as(text).isTrue();
        }
    }

    @Test
    void takesTheWordOfTheAnswerForDoneOnARetryOnly() throws Exception {
        connect("""
                  calls:
                    Users:
                      added:
                        - {method: POST, path: "/people", done_on_retry_if: "{{ 'is there' in _answer.text }}"}
                """);
        service.nextTells(409, "it is there");
        HandlerCall added = Calls.added("Users", 1, ann());
        assertThatThrownBy(() -> client.handle(added)).hasMessageContaining("the service answered 409: it is there");

        service.nextTells(409, "it is there");
        client.handle(Calls.again(added));

        assertThat(added.context().isPartiallyProcessed()).isTrue();
    }

    @Test
    void asksBeforeARetryAndFailsWhereTheAnswerTellsNothing() throws Exception {
        connect("""
                  calls:
                    Users:
                      added:
                        - method: POST
                          path: /people
                          check: {method: GET, path: "/people/{{ login }}", done: there}
                """);
        HandlerCall added = Calls.again(Calls.added("Users", 1, ann()));
        service.nextTells(500, "no");
        assertThatThrownBy(() -> client.handle(added))
                .hasMessage("GET " + service.url() + "/people/{{ login }}, asked before the retry: the service answered"
                        + " 500: no; that tells neither that it is there nor that it is gone");
        assertThat(added.context().isPartiallyProcessed()).isFalse();
        assertThat(service.drain()).containsExactly("GET /people/ann");

        service.nextTells(404, "");
        client.handle(added);
        assertThat(service.drain()).containsExactly("GET /people/ann", "POST /people");

        service.nextTells(200, "");
        client.handle(added);
        assertThat(service.drain()).containsExactly("GET /people/ann");
    }

    @Test
    void leavesOutCallsThatDoNotApply() throws Exception {
        connect("""
                  calls:
                    Users:
                      modified:
                        - {method: PUT, path: "/logins/{{ login }}", when: "{{ 'login' in _modified }}"}
                        - {method: PUT, path: "/mails/{{ login }}", when: "{{ 'mails' in _modified }}"}
                """);
        client.knows("Users", 1, Map.of("login", "ann", "mails", "a"));

        client.modified("Users", 1, Map.of("login", "ann", "mails", "b"));

        assertThat(service.drain()).containsExactly("PUT /mails/ann");
    }

    @Test
    void keepsASessionUntilTheServiceEndsIt() throws Exception {
        connect("""
                  answers: json
                  login:
                    method: POST
                    path: /login
                    values: {password: s3cret}
                    body: {password: "{{ _login.password }}"}
                    session: {token: "{{ _answer.body.token }}"}
                  calls:
                    Users:
                      added:
                        - method: PUT
                          path: /people/{{ login }}
                          headers: {Authorization: "Bearer {{ _session.token }}"}
                """);
        service.nextTells(200, "{\"token\": \"t0ken-1\"}");
        client.added("Users", 1, ann());
        service.nextTells(401, "who is t0ken-1?");
        service.nextTells(200, "{\"token\": \"t0ken-2\"}");
        service.nextTells(500, "t0ken-2 of s3cret");

        assertThatThrownBy(() -> client.added("Users", 2, ann()))
                .hasMessage("PUT " + service.url() + "/people/{{ login }}: the service answered 500: <SECRET_VALUE> of"
                        + " <SECRET_VALUE>");

        assertThat(service.drain())
                .containsExactly(
                        "POST /login {\"password\":\"s3cret\"}",
                        "PUT /people/ann",
                        "PUT /people/ann",
                        "POST /login {\"password\":\"s3cret\"}",
                        "PUT /people/ann");
    }

    @Test
    void masksTheSecretsOfHeadersInAnswers() throws Exception {
        connect("  headers: {Authorization: Bearer abc-123}" + PUT);
        service.nextTells(400, "x".repeat(195) + "abc-123");

        assertThatThrownBy(() -> client.added("Users", 1, ann()))
                .hasMessageContaining("x<SECR…")
                .hasMessageNotContaining("abc");
    }

    @Test
    void trustsAPrivateAuthorityAndShowsACertificate() throws Exception {
        Certificates authority = Certificates.in(Files.createDirectory(folder.resolve("authority")));
        Certificates own = authority.issue(Files.createDirectory(folder.resolve("own")));
        String trusting = "cafile: " + authority.certificate();
        String known = ", certfile: " + own.certificate() + ", keyfile: " + own.key();
        serve("127.0.0.1", authority);
        connect("  ssl: {" + trusting + known + "}" + PUT);
        client.added("Users", 1, ann());
        assertThat(service.kept()).containsOnlyKeys("/people/ann");

        connect("  ssl: {" + trusting + "}" + PUT);
        assertThatThrownBy(() -> client.added("Users", 2, Map.of("login", "eve")))
                .as("without a certificate of its own")
                .isInstanceOf(HandlerException.class);
        refuses("  ssl: {cafile: " + own.certificate() + known + "}", "certificate");
        refuses("  ssl: {}", "trusted issuers");
        assertThat(service.kept()).hasSize(1);
    }

    @Test
    void refusesACertificateOfAnotherName() throws Exception {
        Certificates authority = Certificates.in(folder);
        serve("127.0.0.2", authority);

        refuses(
                "  ssl: {cafile: " + authority.certificate() + ", certfile: " + authority.certificate() + ", keyfile: "
                        + authority.key() + "}",
                "No subject alternative names matching IP address 127.0.0.2");
    }

    private void serve(String address, Certificates certificates) throws Exception {
        service.close();
        service = new PeopleService(InetAddress.getByName(address), Optional.of(certificates.serverSide()));
    }

    private void refuses(String settings, String reason) throws Exception {
        connect(settings + PUT);
        HandlerCall added = Calls.added("Users", 2, Map.of("login", "eve"));
        assertThatThrownBy(() -> client.handle(added))
                .isInstanceOf(HandlerException.class)
                .hasMessageContaining("the service cannot be reached: SSLHandshakeException")
                .hasMessageContaining(reason);
        assertThat(added.context().isPartiallyProcessed()).isFalse();
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThatThrownBy(() -> load("""
                          calls: {Users: {added: [{method: PUT, path: /x, body: {}, form: {a: b}}]}}
                        """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("found a form beside a body; allowed: one of them");
        assertThatThrownBy(() -> load("  ssl: {certfile: x}" + PUT))
                .hasMessageContaining("only one of certfile and keyfile is there; they go together");
        assertThatThrownBy(() -> load("  success_if: \"{{ _answer.body == \"" + PUT))
                .hasMessageContaining("the call cannot be used: template {{ _answer.body ==");
        assertThatThrownBy(() -> load("""
                          login: {method: POST, path: "/{{ x", session: {token: "{{ _answer.text }}"}}
                          calls: {}
                        """)).hasMessageContaining("login.path: the call cannot be used");
    }

    private static Map<String, Object> ann() {
        return Map.of("login", "ann");
    }

    private void connect(String settings) throws Exception {
        if (client != null) {
            client.close();
        }
        client = new TestClient(new WebServiceHandler(), load(settings).pluginSettings(), Set.of("Users"));
    }

    private ClientConfig load(String settings) throws Exception {
        String text = HEAD.replace("URL", service.url()) + settings;
        Path file = Files.writeString(folder.resolve("hermes-client-webservice-config.yml"), text);
        return new ConfigLoader(PluginCatalog.installed(folder), Map.of()).loadClient(file, "webservice");
    }
}

package org.hermescdc.plugin.datasource.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.SourceContract;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.it.Certificates;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.hermescdc.outage.OutagesOf;
import org.hermescdc.spi.DataSource;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema.Problem;
import org.hermescdc.spi.SourceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The datasource {@code http} on a real HTTP server, that of the JDK. */
@OutagesOf("source http")
class HttpSourceTest extends SourceContract {

    private final List<String> requests = new ArrayList<>();
    private final Deque<Answer> script = new ArrayDeque<>();
    private final Map<String, String> pages = new HashMap<>();
    private HttpServer server;
    private byte[] document = bytes("[]");

    /** What the server answers once. */
    private record Answer(int status, String body, String... headers) {}

    @Override
    protected String routes() {
        return "datasource/http";
    }

    @Override
    protected HermesConfig.Plugin declaration() throws IOException {
        start(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        return declared(Map.of());
    }

    private void start(HttpServer made) {
        server = made;
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort();
    }

    private HermesConfig.Plugin declared(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("url", url() + "/api", "retries", 0L, "timeout", 20L));
        settings.putAll(more);
        return plugin("http", new HttpSource().settings(), settings);
    }

    /** A scripted answer; else the page of that request; else all people. */
    private void serve(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestURI().toString();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        requests.add(exchange.getRequestMethod() + " " + asked + (authorization == null ? "" : " " + authorization)
                + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Answer answer = script.isEmpty() ? new Answer(200, pages.getOrDefault(asked, "[]")) : script.poll();
        boolean all = script.isEmpty() && pages.isEmpty() && answer.body().equals("[]") && answer.status() == 200;
        for (int i = 0; i < answer.headers().length; i += 2) {
            exchange.getResponseHeaders().add(answer.headers()[i], answer.headers()[i + 1]);
        }
        byte[] body = all ? document : bytes(answer.body());
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        // in pieces, since the server would copy the whole
        for (int from = 0; from < body.length; from += 8192) {
            exchange.getResponseBody().write(body, from, Math.min(8192, body.length - from));
        }
        exchange.close();
    }

    @Override
    protected void hold(List<Person> people) {
        StringBuilder items = new StringBuilder("[");
        for (Person person : people) {
            Map<String, Object> item = new HashMap<>(Map.of("id", person.id(), "login", person.login()));
            item.put("mail", person.mail());
            items.append(items.length() == 1 ? "" : ", ").append(ValueJson.text(item));
        }
        document = bytes(items.append("]").toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Override
    protected void fetch(DataSource source, Consumer<Map<String, Object>> rows) {
        source.fetch("people", Map.of(), rows);
    }

    private List<Object> ids() {
        List<Object> ids = new ArrayList<>();
        source.fetch("people", Map.of(), row -> ids.add(row.get("id")));
        return ids;
    }

    @Override
    protected void breakNow() {
        server.stop(0);
    }

    @Override
    protected void mend() throws IOException {
        start(HttpServer.create(server.getAddress(), 0));
    }

    private void assertFails(String message) {
        assertThatThrownBy(this::ids)
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("datasource 'hr db?': ")
                .hasMessageContaining(message)
                .hasMessageNotContainingAny("\n", "secret");
    }

    @Test
    void asksForThePathWithTheVariablesAsParameters() {
        Map<String, Object> vars = new java.util.LinkedHashMap<>();
        vars.put("since", "2024-01-31 & more");
        vars.put("kind", List.of("a", 2L));
        vars.put("absent", null);

        source.fetch("/people/all?x=1", vars, row -> {});
        source.fetch(null, Map.of(), row -> {});

        assertThat(requests)
                .containsExactly("GET /api/people/all?x=1&since=2024-01-31%20%26%20more&kind=a&kind=2", "GET /api");
    }

    @Test
    void sendsTheHeadersOfTheSettings() {
        openWith(declared(Map.of("headers", Map.of("Authorization", "Key k"))));

        ids();

        assertThat(requests).containsExactly("GET /api/people Key k");
    }

    @Test
    void authenticatesWithAPassword() {
        openWith(declared(Map.of("auth", Map.of("type", "basic", "user", "ann", "password", "é"))));

        ids();

        assertThat(requests)
                .containsExactly(
                        "GET /api/people Basic " + Base64.getEncoder().encodeToString("ann:é".getBytes(UTF_8)));
    }

    @Test
    void authenticatesWithAToken() {
        openWith(declared(Map.of("auth", Map.of("type", "bearer", "token", "t"))));

        ids();

        assertThat(requests).containsExactly("GET /api/people Bearer t");
    }

    private void openWithClientCredentials() {
        openWith(declared(Map.of(
                "auth",
                Map.of(
                        "type", "oauth2",
                        "token_url", url() + "/token",
                        "client_id", "me",
                        "client_secret", "se:cret",
                        "scope", "read all"))));
    }

    private static Answer token(String token) {
        return new Answer(200, "{\"access_token\": \"" + token + "\", \"expires_in\": 3600}");
    }

    @Test
    void asksForATokenOnceAndAgainWhenItIsRefused() {
        openWithClientCredentials();
        script.addAll(List.of(token("t1"), new Answer(200, "[]"), new Answer(200, "[]")));
        ids();
        ids();
        script.addAll(List.of(new Answer(401, ""), token("t2"), new Answer(200, "[{\"id\": 1}]")));

        assertThat(ids()).containsExactly(1L);

        String asked = "POST /token Basic "
                + Base64.getEncoder().encodeToString("me:se%3Acret".getBytes(UTF_8))
                + "grant_type=client_credentials&scope=read+all";
        assertThat(requests)
                .containsExactly(
                        asked,
                        "GET /api/people Bearer t1",
                        "GET /api/people Bearer t1",
                        "GET /api/people Bearer t1",
                        asked,
                        "GET /api/people Bearer t2");
    }

    @Outage(value = Fault.CREDENTIALS, then = "`cannot get a token from …`")
    @Test
    void tellsThatATokenIsNotGiven() {
        openWithClientCredentials();
        script.add(new Answer(400, "{\"error\": \"secret\"}"));
        assertFails("cannot get a token from " + url() + "/token: 400");

        script.add(new Answer(200, "{\"error\": \"secret\"}"));
        assertFails("cannot get a token from " + url() + "/token: the answer holds no access_token");
    }

    @Outage(value = Fault.CREDENTIALS, then = "`401, the service refuses the credentials`")
    @Test
    void tellsRefusedCredentials() {
        script.add(new Answer(401, "secret"));

        assertFails("GET " + url() + "/api/people: 401, the service refuses the credentials");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 403, 404, 500, 503})
    void takesEveryOtherStatusForAFailure(int status) {
        script.add(new Answer(status, status == 204 ? "" : "[]", "Location", "/login"));

        assertFails("GET " + url() + "/api/people: " + status);
    }

    @Outage(value = Fault.SHORT, then = "an answer without body or list fails")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                    | expected 200 with a JSON document",
                "<html>secret</html>   | the JSON document cannot be read, or ends in the middle",
                "{\"error\": \"x\"}    | found an object at the top of the document; expected a list",
                "null                  | found null at the top of the document; expected a list",
                "[{\"id\": 1}          | the JSON document cannot be read, or ends in the middle",
                "[{\"id\": 1}, \"secret\"] | item 2 at the top of the document is a string; expected an object",
                "[]x                   | the JSON document cannot be read, or ends in the middle",
            })
    void takesNothingElseForAnEmptySource(String body, String message) {
        script.add(new Answer(200, body));

        if (body.isEmpty()) {
            assertThatThrownBy(this::ids).isInstanceOf(SourceException.class);
        } else {
            assertFails(message);
        }
    }

    @Outage(value = Fault.DIES, then = "`Premature end of …`, `Truncated chunk`; the fetch fails")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: 100           | [{\"id\": 1}, {\"id\": 2}]           | Premature end of Content-Length",
                "Transfer-Encoding: chunked    | 16#[{\"id\": 1}, {\"id\": 2}]#       | Premature end of chunk coded message body",
                "Transfer-Encoding: chunked    | 16#[{\"id\": 1}, {\"id\":            | Truncated chunk",
                "X: no length at all           | [{\"id\": 1}, {\"id\": 2}            | or ends in the middle",
                "Content-Length: 0             | ''                                   | found nothing at the top of the document",
            })
    void neverBelievesAnAnswerThatIsCutOff(String header, String body, String message) throws IOException {
        String answer = "HTTP/1.1 200 OK#" + header + "##" + body;
        try (RawServer raw = new RawServer(answer.replace("#", "\r\n").getBytes(UTF_8), true)) {
            openWith(declared(Map.of("url", raw.url())));

            assertFails(message);
        }
    }

    @Outage(value = Fault.SHORT, then = "compressed data that is cut off fails")
    @Test
    void neverBelievesCompressedDataThatIsCutOff() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("[{\"id\": 1}]".getBytes(UTF_8));
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".getBytes(UTF_8));
        answer.write(Arrays.copyOf(packed.toByteArray(), packed.size() - 9));
        try (RawServer raw = new RawServer(answer.toByteArray(), true)) {
            openWith(declared(Map.of("url", raw.url())));

            assertFails("GET " + raw.url());
        }
    }

    @Outage(value = Fault.HANGS, then = "`Read timed out`, before and within an answer, after `timeout`")
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{\"id\": 1},"})
    void givesUpAServiceThatFallsSilent(String begin) throws IOException {
        try (RawServer raw = new RawServer(begin.getBytes(UTF_8), false)) {
            openWith(declared(Map.of("url", raw.url(), "timeout", 1L)));

            assertFails("timed out");
        }
    }

    /** The whole takes longer than the limit, which is one of silence. */
    @Outage(value = Fault.SLOW, then = "waited for, as long as it does not fall silent")
    @Test
    void waitsForASlowAnswer() throws IOException {
        try (RawServer raw = new RawServer(
                bytes("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[{\"id\": 1}, {\"id\": 2}]"), true, 30)) {
            openWith(declared(Map.of("url", raw.url(), "timeout", 1L)));

            assertThat(ids()).containsExactly(1L, 2L);
        }
    }

    @Test
    void repeatsARequestThatIsToBeRepeatedLater() {
        openWith(declared(Map.of("retries", 1L)));
        script.addAll(List.of(new Answer(503, "", "Retry-After", "1"), new Answer(200, "[{\"id\": 7}]")));

        assertThat(ids()).containsExactly(7L);
        assertThat(requests).hasSize(2);

        script.addAll(List.of(new Answer(429, ""), new Answer(503, "")));
        assertFails("503");
    }

    @Test
    void findsItemsWhereTheSettingsSay() {
        openWith(declared(Map.of("items", "/data/people")));
        script.addAll(List.of(
                new Answer(200, "{\"data\": {\"people\": [{\"id\": 1}]}}"),
                new Answer(200, "{\"data\": {\"persons\": []}}")));

        assertThat(ids()).containsExactly(1L);
        assertFails("found nothing at '/data/people'; expected a list");
    }

    private void openWithPaging(Map<String, Object> paging) {
        openWith(declared(Map.of(
                "paging", paging, "items", paging.containsKey("next") || paging.containsKey("total") ? "/items" : "")));
    }

    @Test
    void asksForPagesByNumberUntilOneIsEmpty() {
        openWithPaging(Map.of("type", "page", "first", 0L, "size_parameter", "n", "size", 2L));
        pages.put("/api/people?n=2&page=0", "[{\"id\": 1}, {\"id\": 2}]");
        pages.put("/api/people?n=2&page=1", "[{\"id\": 3}]");
        pages.put("/api/people?n=2&page=2", "[{\"id\": 4}]");

        assertThat(ids()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(requests).hasSize(4);
    }

    @Test
    void asksForPagesByOffsetUntilAllAreThere() {
        openWithPaging(Map.of("type", "offset", "parameter", "start", "total", "/count"));
        pages.put("/api/people?start=0", "{\"items\": [{\"id\": 1}, {\"id\": 2}], \"count\": 3}");
        pages.put("/api/people?start=2", "{\"count\": 3, \"items\": [{\"id\": 3}]}");

        assertThat(ids()).containsExactly(1L, 2L, 3L);
        assertThat(requests).hasSize(2);
    }

    @Test
    void followsLinksInTheHeader() {
        openWithPaging(Map.of("type", "link"));
        script.addAll(List.of(
                new Answer(
                        200, "[{\"id\": 1}]", "Link", "</first>; rel=\"first\", </api/people?after=1>; rel=\"next\""),
                new Answer(200, "[{\"id\": 2}]", "Link", "</x>; rel=prev", "Link", "<" + url() + "/api/p3>; rel=next"),
                new Answer(200, "[{\"id\": 3}]", "Link", "</first>; rel=\"first\"")));

        assertThat(ids()).containsExactly(1L, 2L, 3L);
        assertThat(requests).containsExactly("GET /api/people", "GET /api/people?after=1", "GET /api/p3");
    }

    @Test
    void followsLinksInTheDocument() {
        openWithPaging(Map.of("type", "link", "next", "/meta/next"));
        pages.put("/api/people", "{\"meta\": {\"next\": \"people?page=x\"}, \"items\": [{\"id\": 1}]}");
        pages.put("/api/people?page=x", "{\"items\": [{\"id\": 2}], \"meta\": {\"next\": null}}");

        assertThat(ids()).containsExactly(1L, 2L);
    }

    @Test
    void followsCursors() {
        openWithPaging(Map.of("type", "cursor", "next", "/next", "parameter", "c"));
        pages.put("/api/people", "{\"next\": \"a&b\", \"items\": [{\"id\": 1}]}");
        pages.put("/api/people?c=a%26b", "{\"items\": [], \"next\": 7}");
        pages.put("/api/people?c=7", "{\"items\": [{\"id\": 2}], \"next\": \"\"}");

        assertThat(ids()).containsExactly(1L, 2L);
    }

    @Outage(value = Fault.SHORT, then = "a later page that fails, fails the fetch")
    @Test
    void failsWhenALaterPageFails() {
        openWithPaging(Map.of("type", "page"));
        script.addAll(List.of(new Answer(200, "[{\"id\": 1}]"), new Answer(500, "")));

        assertFails("GET " + url() + "/api/people: 500");
    }

    @Outage(value = Fault.SHORT, then = "a page that comes twice fails")
    @Test
    void failsWhenAPageComesTwice() {
        openWithPaging(Map.of("type", "page"));
        script.addAll(List.of(new Answer(200, "[{\"id\": 1}]"), new Answer(200, "[{\"id\": 1}]")));

        assertFails("the same page came twice");
    }

    @Test
    void failsWhenCursorsLeadInACircle() {
        openWithPaging(Map.of("type", "cursor", "next", "/next"));
        script.addAll(List.of(
                new Answer(200, "{\"next\": \"a\", \"items\": [{\"id\": 1}]}"),
                new Answer(200, "{\"next\": \"b\", \"items\": [{\"id\": 2}]}"),
                new Answer(200, "{\"next\": \"a\", \"items\": [{\"id\": 3}]}")));

        assertFails("the service leads in a circle");
    }

    @Outage(value = Fault.SHORT, then = "another number of items than `total` fails")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"items\": [{\"id\": 1}], \"count\": 2}   | the service tells of 2 items, but gave 1",
                "{\"items\": [], \"count\": 2}              | the service tells of 2 items, but gave 0",
                "{\"items\": [{\"id\": 1}], \"count\": 0}   | the service tells of 0 items, but gave 1",
                "{\"items\": []}                            | found null at '/count'; expected the number of all items",
            })
    void failsWhenTheServiceTellsOfAnotherNumberOfItems(String body, String message) {
        openWithPaging(Map.of("type", "none", "total", "/count"));
        script.add(new Answer(200, body));

        assertFails(message);
    }

    @Test
    void neverFollowsALinkToAnotherService() {
        openWithPaging(Map.of("type", "link"));
        script.add(new Answer(200, "[{\"id\": 1}]", "Link", "<http://evil.example.org/>; rel=\"next\""));

        assertFails("the link to the next page leads to another service");
    }

    @Test
    void neverTellsParametersInMessages() {
        script.add(new Answer(500, ""));

        assertThatThrownBy(() -> source.fetch("people", Map.of("key", "secret"), row -> {}))
                .isInstanceOf(SourceException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void isNeverWritten() {
        assertThatThrownBy(() -> source.add("people", Map.of()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("web services are only read: no ADD");
    }

    @Test
    void usesTlsWithTheCertificatesOfTheSettings(@TempDir Path folder) throws Exception {
        Certificates certificates = Certificates.in(folder);
        server.stop(0);
        HttpsServer tls = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tls.setHttpsConfigurator(new HttpsConfigurator(certificates.serverSide()));
        start(tls);
        hold(List.of(new Person(1, "ann", "a")));
        openWith(declared(
                Map.of("ssl", Map.of("cafile", certificates.certificate().toString()))));
        assertThat(ids()).containsExactly(1L);

        openWith(declared(Map.of()));
        assertFails("GET " + url() + "/api/people: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auth   | type=oauth2,token_url=x | auth   | 'client_id' is missing; required for oauth2",
                "auth   | type=basic,user=x   | auth   | 'password' is missing; required for basic",
                "auth   | type=bearer         | auth   | 'token' is missing; required for bearer",
                "paging | type=cursor         | paging | 'next' is missing; required for cursor",
                "paging | size_parameter=x    | paging | only one of size and size_parameter is there; they go together",
                "ssl    | keyfile=x           | ssl    | only one of certfile and keyfile is there; they go together",
            })
    void refusesSettingsThatCannotBe(String section, String keys, String at, String message) {
        Map<String, Object> values = new HashMap<>();
        for (String pair : keys.split(",")) {
            values.put(pair.split("=")[0], pair.split("=")[1]);
        }
        Settings settings = new Settings(Map.of("url", "http://x", section, values));

        assertThat(new HttpSource().settings().rules().get(0).apply(settings)).contains(new Problem(at, message));
    }
}

package org.hermescdc.plugin.datasource.camel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.SourceContract;
import org.hermescdc.it.TcpProxy;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.hermescdc.outage.OutagesOf;
import org.hermescdc.spi.DataSource;
import org.hermescdc.spi.SourceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The datasource {@code camel} with two components: {@code file}, polled, and {@code http}, called. */
class CamelSourceTest {

    private static final Map<String, String> CSV = Map.of("useMaps", "true", "lazyLoad", "true");

    abstract static class CamelContract extends SourceContract {

        @Override
        protected String routes() {
            return "datasource/camel";
        }

        @Override
        protected Object id(long id) {
            return String.valueOf(id);
        }

        static HermesConfig.Plugin declared(String uri, Map<String, Object> more) {
            Map<String, Object> settings = new HashMap<>(Map.of("uri", uri, "timeout", 1L));
            settings.putAll(more);
            return plugin("camel", new CamelSource().settings(), settings);
        }

        static String csv(List<Person> people) {
            return "id,login,mail\n"
                    + people.stream()
                            .map(p -> p.id() + "," + p.login() + "," + (p.mail() == null ? "" : p.mail()) + "\n")
                            .collect(Collectors.joining());
        }

        /** Camel's CSV gives an empty text where nothing is. */
        @Override
        protected void fetch(DataSource source, Consumer<Map<String, Object>> rows) {
            source.fetch(null, Map.of(), row -> {
                Map<String, Object> person = new HashMap<>(row);
                person.replace("mail", "", null);
                rows.accept(person);
            });
        }

        void assertFails(String message) {
            assertThatThrownBy(this::fetched)
                    .isInstanceOf(SourceException.class)
                    .hasMessageStartingWith("datasource 'hr db?': ")
                    .hasMessageContaining(message)
                    .hasMessageNotContaining("\n");
        }
    }

    @Nested
    @OutagesOf("source camel")
    class PolledFile extends CamelContract {

        @TempDir
        Path folder;

        @Override
        protected HermesConfig.Plugin declaration() {
            return file(Map.of("dataformat", "csv", "dataformat_options", CSV));
        }

        private HermesConfig.Plugin file(Map<String, Object> more) {
            return declared("file:" + folder + "?fileName=people.csv&noop=true&idempotent=false", more);
        }

        @Override
        protected void hold(List<Person> people) throws IOException {
            Files.writeString(folder.resolve("people.csv"), csv(people), UTF_8);
        }

        @Override
        protected void breakNow() throws IOException {
            Files.move(folder.resolve("people.csv"), folder.resolve("away"));
        }

        @Override
        protected void mend() throws IOException {
            Files.move(folder.resolve("away"), folder.resolve("people.csv"));
        }

        @Outage(value = Fault.HANGS, then = "a poll is given up after `timeout`")
        @Test
        void takesAMessageThatDoesNotComeForAFailure() {
            assertFails("the endpoint gave no message; that is not an empty source");
        }

        @Outage(value = Fault.SHORT, then = "a message without rows, or no message, fails")
        @Test
        void tellsThatAMessageHoldsNoRows() throws IOException {
            openWith(file(Map.of()));
            hold(List.of());

            assertFails("expected rows: a list of maps. A dataformat may make them");
        }

        @Test
        void tellsThatRowsAreNoMaps() throws IOException {
            openWith(file(Map.of("dataformat", "csv")));
            hold(List.of());

            assertFails("row 1 is a java.util.ArrayList; expected a map");
        }

        @Test
        void tellsThatADataFormatIsNotInstalled() throws IOException {
            openWith(file(Map.of("dataformat", "papyrus")));
            hold(List.of());

            assertFails("papyrus");
        }

        @Test
        void tellsThatAComponentIsNotInstalled() {
            openWith(declared("papyrus:roll", Map.of()));

            assertFails("papyrus");
        }

        @Test
        void changesNothing() {
            assertThatThrownBy(() -> source.modify("x", Map.of()))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("the endpoint is polled (setting mode): no MODIFY");
        }
    }

    @Nested
    @OutagesOf("source camel")
    class CalledWebService extends CamelContract {

        private final List<String> requests = new ArrayList<>();
        private HttpServer server;
        private byte[] document = {};
        private int length;
        private int code = 200;

        @Override
        protected HermesConfig.Plugin declaration() throws IOException {
            start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return declared(
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/export.csv?disableStreamCache=true",
                    Map.of("mode", "call", "dataformat", "csv", "dataformat_options", CSV));
        }

        private void openThrough(TcpProxy proxy, String options) {
            openWith(declared(
                    "http://127.0.0.1:" + proxy.port() + "/export.csv?disableStreamCache=true" + options,
                    Map.of("mode", "call", "dataformat", "csv", "dataformat_options", CSV)));
        }

        private void start(InetSocketAddress address) throws IOException {
            server = HttpServer.create(address, 0);
            server.createContext("/", this::serve);
            server.start();
        }

        private void serve(HttpExchange exchange) throws IOException {
            requests.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("kind") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(code, length);
            for (int from = 0; from < document.length; from += 8192) {
                exchange.getResponseBody().write(document, from, Math.min(8192, document.length - from));
            }
            exchange.close();
        }

        @Override
        protected void hold(List<Person> people) {
            document = csv(people).getBytes(UTF_8);
            length = document.length;
        }

        @Override
        protected void breakNow() {
            server.stop(0);
        }

        @Override
        protected void mend() throws IOException {
            start(server.getAddress());
        }

        @AfterEach
        void stop() {
            server.stop(0);
        }

        @Test
        void sendsTheQueryAsBodyAndTheVariablesAsHeaders() {
            hold(List.of());

            source.fetch("which people", Map.of("kind", "staff"), row -> {});
            source.modify("done", Map.of("kind", "report"));

            assertThat(requests).containsExactly("POST staff which people", "POST report done");
        }

        @Outage(
                value = Fault.HANGS,
                then = "a call: as the component's options say; tried with `http`: `Read timed out`")
        @Test
        void givesUpAServiceThatHangsAsTheComponentIsTold() {
            hold(List.of(new Person(1, "ann", "a")));
            try (TcpProxy proxy = new TcpProxy(server.getAddress().getPort())) {
                openThrough(proxy, "&responseTimeout=1000");
                proxy.hang();
                assertFails("timed out");

                proxy.pass();
                assertThat(fetched()).hasSize(1);
            }
        }

        @Outage(value = Fault.SLOW, then = "waited for")
        @Test
        void waitsForASlowAnswer() {
            hold(LongStream.rangeClosed(1, 2000)
                    .mapToObj(id -> new Person(id, "login" + id, "a"))
                    .toList());
            try (TcpProxy proxy = new TcpProxy(server.getAddress().getPort())) {
                openThrough(proxy, "&responseTimeout=1000");
                proxy.slowDown(Duration.ofMillis(200));

                assertThat(fetched()).hasSize(2000);
            }
        }

        @Outage(value = Fault.CREDENTIALS, then = "as the component says; tried with `http`: `… statusCode: 401`")
        @Test
        void tellsARefusedLogin() {
            hold(List.of());
            code = 401;

            assertFails("statusCode: 401");
        }

        @Outage(value = Fault.DIES, then = "as the component says; tried with `http`: `Premature end of …`")
        @Test
        void neverBelievesAnAnswerThatIsCutOff() {
            hold(List.of(new Person(1, "ann", "a")));
            length += 100;

            assertFails("Premature end of Content-Length");
        }
    }
}

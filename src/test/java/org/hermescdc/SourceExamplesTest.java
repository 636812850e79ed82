package org.hermescdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hermescdc.core.HermesException;
import org.hermescdc.it.LdapTree;
import org.hermescdc.it.MariaDb;
import org.hermescdc.it.Postgres;
import org.hermescdc.it.Slapd;
import org.hermescdc.it.TcpProxy;
import org.hermescdc.spi.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers on the examples of sources, with the data that their comments tell, in real systems: a first cycle, one that
 * sends a change, and one while the source is away, which removes nothing.
 */
@ExtendWith({Postgres.class, MariaDb.class, Slapd.class})
class SourceExamplesTest {

    private static final String FILE_IN_THIS_FOLDER = "        settings:\n          uri: file:.?";

    @TempDir
    private Path folder;

    private interface Step {
        void take() throws Exception;
    }

    /** @param change makes the source have Dan, too */
    private void run(
            String example, Map<String, String> changes, Map<String, String> environment, Step change, Step takeAway)
            throws Exception {
        try (ExampleServer server = new ExampleServer(example, folder, changes, environment)) {
            server.cycle();
            change.take();
            server.cycle();
            takeAway.take();
            assertThatThrownBy(server::cycle).isInstanceOf(SourceException.class);

            assertThat(server.events()).singleElement().asString().contains("\"added\"", "\"Users\"", "dan");
        }
    }

    @Test
    void runsSourceFile() throws Exception {
        Path people = people("source-file");
        run(
                "source-file",
                Map.of("path: people.csv", "path: " + people),
                Map.of(),
                () -> addDan(people),
                this::moveAway);
    }

    @Test
    void runsSourceCamel() throws Exception {
        Path people = people("source-camel");
        String here =
                FILE_IN_THIS_FOLDER.replace("file:.", "file:" + folder).replace("uri:", "timeout: 3\n          uri:");
        run("source-camel", Map.of(FILE_IN_THIS_FOLDER, here), Map.of(), () -> addDan(people), this::moveAway);
    }

    private Path people(String example) throws IOException {
        Path people = folder.resolve("people.csv");
        Files.copy(Path.of("config", example, "people.csv"), people);
        settle(people);
        return people;
    }

    private static void addDan(Path people) throws IOException {
        Files.writeString(people, "4,dan,Dan Dyer,\n", StandardOpenOption.APPEND);
        settle(people);
    }

    private void moveAway() throws IOException {
        Files.move(folder.resolve("people.csv"), folder.resolve("away"));
    }

    private static void settle(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-01-31T12:00:00Z")));
    }

    @Test
    void runsSourcePostgresql(Postgres.Server server) throws Exception {
        String database = server.createDatabase();
        server.execute(
                database,
                "CREATE TABLE users (user_id integer PRIMARY KEY, login text, mail text)",
                "INSERT INTO users VALUES (1, 'ann', 'ann@example.org'), (2, 'bob', NULL)",
                "DROP ROLE IF EXISTS hermes",
                "CREATE ROLE hermes LOGIN PASSWORD 'right'",
                "GRANT SELECT ON users TO hermes");
        try (TcpProxy proxy = new TcpProxy(server.port())) {
            run(
                    "source-postgresql",
                    Map.of("port: 5432", "port: " + proxy.port(), "dbname: hr", "dbname: " + database),
                    Map.of("HR_PASSWORD", "right"),
                    () -> server.execute(database, "INSERT INTO users VALUES (4, 'dan', NULL)"),
                    proxy::refuse);
        }
        server.execute(database, "DROP OWNED BY hermes", "DROP ROLE hermes");
    }

    @Test
    void runsSourceJdbc(MariaDb.Server server) throws Exception {
        String database = server.createDatabase();
        server.execute(
                database,
                "CREATE TABLE users (user_id integer PRIMARY KEY, login varchar(50), mail varchar(200))",
                "INSERT INTO users VALUES (1, 'ann', 'ann@example.org'), (2, 'bob', NULL)");
        try (TcpProxy proxy = new TcpProxy(server.port())) {
            run(
                    "source-jdbc",
                    Map.of("localhost:3306/hr", "localhost:" + proxy.port() + "/" + database),
                    Map.of("HR_PASSWORD", MariaDb.Server.PASSWORD),
                    () -> server.execute(database, "INSERT INTO users VALUES (4, 'dan', NULL)"),
                    proxy::refuse);
        }
    }

    /** Its branch is that of the example. */
    @Test
    void runsSourceLdap(Slapd.Server server) throws Exception {
        LdapTree people = new LdapTree(server, "people");
        try (TcpProxy proxy = new TcpProxy(server.port())) {
            add(server, people, "ann");
            run(
                    "source-ldap",
                    Map.of("localhost:389", "127.0.0.1:" + proxy.port()),
                    Map.of("LDAP_PASSWORD", Slapd.Server.PASSWORD),
                    () -> add(server, people, "dan"),
                    proxy::refuse);
        } finally {
            people.delete();
        }
    }

    private static void add(Slapd.Server server, LdapTree people, String login) throws LDAPException {
        try (LDAPConnection ldap = server.connect()) {
            ldap.add(
                    "uid=" + login + "," + people.base(),
                    new Attribute("objectClass", "inetOrgPerson"),
                    new Attribute("cn", login + " of Example"),
                    new Attribute("sn", login));
        }
    }

    @Test
    void runsSourceHttp() throws Exception {
        Map<Integer, String> people = new LinkedHashMap<>(Map.of(1, "ann", 2, "bob"));
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/api/people", exchange -> answer(exchange, people))
                .setAuthenticator(new BasicAuthenticator("hr") {
                    @Override
                    public boolean checkCredentials(String user, String password) {
                        return user.equals("hermes") && password.equals("right");
                    }
                });
        service.start();
        try {
            run(
                    "source-http",
                    Map.of(
                            "http://localhost:8080",
                            "http://127.0.0.1:" + service.getAddress().getPort()),
                    Map.of("HR_PASSWORD", "right"),
                    () -> people.put(4, "dan"),
                    () -> service.stop(0));
        } finally {
            service.stop(0);
        }
    }

    /** All are on the first page; an empty one follows. */
    private static void answer(HttpExchange exchange, Map<Integer, String> people) throws IOException {
        StringBuilder items = new StringBuilder();
        if (exchange.getRequestURI().getQuery().contains("page=1")) {
            people.forEach((id, login) -> items.append(items.isEmpty() ? "" : ",")
                    .append("{\"id\": %d, \"login\": \"%s\", \"mail\": null}".formatted(id, login)));
        }
        byte[] answer = "{\"people\": [%s], \"meta\": {\"count\": %d}}"
                .formatted(items, people.size())
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** Its driver is not ours to ship: whoever forgets it is told so at the start. */
    @Test
    void tellsThatSourceOracleWantsItsDriver() {
        assertThatThrownBy(() -> run("source-oracle", Map.of(), Map.of("HR_PASSWORD", "right"), () -> {}, () -> {}))
                .isInstanceOf(HermesException.class)
                .hasMessageContaining("ojdbc11.jar")
                .hasMessageContaining("plugins");
    }
}

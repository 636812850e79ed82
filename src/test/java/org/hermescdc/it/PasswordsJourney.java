package org.hermescdc.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client of the built distribution as a process of its own, and the real server that people log in to: users come, change
 * and go while it is away, and in the end those who may log in can.
 */
abstract class PasswordsJourney {

    /** The error queue is tried again each minute. */
    private static final Duration LIMIT = Duration.ofSeconds(150);

    private static final String SCHEMA = """
            {"SRVUsers": {"HERMES_ATTRIBUTES": ["id", "login"], "SECRETS_ATTRIBUTES": [],
              "PRIMARYKEY_ATTRIBUTE": "id", "FOREIGN_KEYS": {}},
             "SRVPasswords": {"HERMES_ATTRIBUTES": ["id", "password"], "SECRETS_ATTRIBUTES": ["password"],
              "PRIMARYKEY_ATTRIBUTE": "id", "FOREIGN_KEYS": {"id": ["SRVUsers", "id"]}}}""";

    private static final String CONFIG = """
            hermes:
              cache: {dirpath: cache}
              cli_socket: {path: client.sock}
              logs: {logfile: null, verbosity: info}
              plugins: {messagebus: {sqlite: {settings: {uri: bus.sqlite}}}}
            hermes-client:
              updateInterval: 1
              errorQueue_retryInterval: 1
              datamodel:
                Users: {hermesType: SRVUsers, attrsmapping: {%s: login}}
                UserPasswords: {hermesType: SRVPasswords, attrsmapping: {user_pkey: id, password: password}}
            """;

    private Distribution hermes;
    private EventsOnBus bus;
    private Child client;

    abstract String plugin();

    /** The local attribute of Users that is their login. */
    abstract String login();

    /** The section of the configuration that is the plugin's. */
    abstract String settings();

    abstract void takeAway();

    abstract void bringBack();

    abstract boolean letsIn(String login, String password) throws Exception;

    abstract List<String> logins() throws Exception;

    @BeforeEach
    void prepare(@TempDir Path folder) throws Exception {
        hermes = Distribution.unpack(folder);
        bus = new EventsOnBus(hermes.work().resolve("bus.sqlite"), Clock.systemUTC(), SCHEMA);
        hermes.configure("hermes-client-" + plugin() + "-config.yml", CONFIG.formatted(login()) + settings());
    }

    @AfterEach
    void end() {
        client.close();
    }

    @Test
    void letsThoseInWhoMayThoughTheServerWasAway() throws Exception {
        client = hermes.start("client-" + plugin(), Map.of());
        comes(1, "ann", "First-pa55word");
        comes(2, "bob", "Other-pa55word");
        await("two users", () -> letsIn("ann", "First-pa55word") && letsIn("bob", "Other-pa55word"));

        takeAway();
        bus.modified("SRVUsers", "1", "{\"login\": \"anna\"}");
        bus.modified("SRVPasswords", "1", "{\"password\": \"Second-pa55word\"}");
        bus.removed("SRVPasswords", "2");
        bus.removed("SRVUsers", "2");
        comes(3, "eve", "Third-pa55word");
        await("waiting events", () -> status().contains("<UserPasswords[3]>"));
        assertThat(status()).contains("<Users[1]>", "<UserPasswords[1]>", "<Users[2]>", "<Users[3]>");

        bringBack();
        await("the retry", () -> !status().contains("errorQueue"));
        assertThat(logins()).containsExactlyInAnyOrder("anna", "eve");
        assertThat(letsIn("anna", "Second-pa55word")).isTrue();
        assertThat(letsIn("anna", "Wrong-pa55word")).isFalse();
        assertThat(letsIn("eve", "Third-pa55word")).isTrue();
        client.signal("TERM");
        assertThat(client.awaitExit(LIMIT)).as(client.log()).isZero();
        assertThat(client.log()).doesNotContain("pa55word").doesNotContain("\tat ");
    }

    private void comes(int id, String login, String password) {
        bus.added("SRVUsers", "" + id, "{\"id\": %d, \"login\": \"%s\"}".formatted(id, login));
        bus.added("SRVPasswords", "" + id, "{\"id\": %d, \"password\": \"%s\"}".formatted(id, password));
    }

    private String status() throws Exception {
        return hermes.run("client-" + plugin() + "-cli", "status", "-j");
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(what + "; " + client.log()).isLessThan(end);
            LockSupport.parkNanos(300_000_000);
        }
    }
}

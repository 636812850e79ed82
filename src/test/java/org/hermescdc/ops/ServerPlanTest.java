package org.hermescdc.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.hermescdc.HermesServer;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.core.HermesException;
import org.hermescdc.it.SqliteFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan of a running server. */
class ServerPlanTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2031-03-03T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private SqliteFile source;
    private HermesServer server;
    private CompletableFuture<Void> loop;

    @BeforeEach
    void configure() throws IOException {
        source = new SqliteFile(folder.resolve("hr.sqlite"));
        source.execute(
                "CREATE TABLE people (id INTEGER, login TEXT, password TEXT)",
                "INSERT INTO people VALUES (1, 'amara', 'canary-1'), (2, 'bilal', 'canary-2'), (3, 'chloe', 'canary-3')");
        Path file = Files.writeString(folder.resolve("hermes-server-config.yml"), """
                hermes:
                  cache: {dirpath: %1$s/cache}
                  logs: {logfile: null}
                  plugins:
                    datasources:
                      hr: {type: sqlite, settings: {uri: %1$s/hr.sqlite}}
                    messagebus:
                      sqlite: {settings: {uri: %1$s/bus.sqlite, retention_in_days: 30}}
                hermes-server:
                  updateInterval: 3600
                  safeguards: {max_removed_percent: 50}
                  datamodel:
                    Written:
                      primarykeyattr: id
                      sources:
                        hr:
                          fetch: {type: modify, query: UPDATE people SET login = 'x'}
                          attrsmapping: {id: id}
                    Users:
                      primarykeyattr: user_id
                      toString: "<user {{ login }}>"
                      sources:
                        hr:
                          fetch: {type: fetch, query: SELECT * FROM people}
                          attrsmapping: {user_id: id, login: login, password: password}
                          secrets_attrs: [password]
                    Teams:
                      primarykeyattr: id
                      integrity_constraints: ["{{ _SELF.id not in Written_pkeys }}"]
                      sources:
                        hr:
                          fetch: {type: fetch, query: SELECT 1 AS id}
                          attrsmapping: {id: id}
                """.formatted(folder));
        server = new HermesServer(
                new ConfigLoader(PluginCatalog.installed(folder), Map.of()).loadServer(file), CLOCK, told -> {});
    }

    @AfterEach
    void stop() throws Exception {
        server.control().requestStop();
        if (loop == null) {
            server.close();
        } else {
            loop.get(30, TimeUnit.SECONDS);
        }
    }

    private PlanReport plan(String type, int limit) throws Exception {
        return server.requestPlan(Optional.of(type), limit)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private void cycle() throws Exception {
        server.requestUpdate().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void refusesATypeWhoseReadingChangesItsSource() {
        server.start();

        for (String type : List.of("Written", "Teams")) {
            assertThatThrownBy(() -> server.plan(Optional.of(type)))
                    .isInstanceOf(HermesException.class)
                    .hasMessageContaining("plan: Written.sources.hr.fetch.type is 'modify', which changes the source");
        }
        assertThatThrownBy(() -> server.plan(Optional.empty())).isInstanceOf(HermesException.class);
        assertThat(source.rows("SELECT login FROM people WHERE login = 'x'")).isEmpty();
    }

    @Test
    void refusesATypeThatIsNotThere() {
        server.start();

        assertThatThrownBy(() -> server.plan(Optional.of("Usres")))
                .isInstanceOf(HermesException.class)
                .hasMessageContaining("no data type 'Usres'; defined: [Teams, Users, Written]");
    }

    @Test
    void saysThatTheFirstCycleTellsNothing() throws Exception {
        CompletionStage<PlanReport> asked = server.requestPlan(Optional.of("Users"), 10);
        loop = CompletableFuture.runAsync(server::run);

        PlanReport plan = asked.toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(plan.notes())
                .containsExactly(
                        "this would be the first cycle: it fills the cache with 3 Users and tells clients nothing");
        assertThat(plan.changes()).isEmpty();
    }

    /** A first cycle that succeeded, of Users alone. */
    private void told() throws Exception {
        server.close();
        Path file = folder.resolve("hermes-server-config.yml");
        String text = Files.readString(file);
        Files.writeString(
                file,
                text.substring(0, text.indexOf("    Written:"))
                        + text.substring(text.indexOf("    Users:"), text.indexOf("    Teams:")));
        server = new HermesServer(
                new ConfigLoader(PluginCatalog.installed(folder), Map.of()).loadServer(file), CLOCK, told -> {});
        loop = CompletableFuture.runAsync(server::run);
        cycle();
    }

    @Test
    void tellsWhatIsAddedModifiedAndRemovedAndMasksSecrets() throws Exception {
        told();
        source.execute(
                "INSERT INTO people VALUES (4, 'dmitri', 'canary-4')",
                "UPDATE people SET login = 'bilal2', password = 'canary-5' WHERE id = 2",
                "DELETE FROM people WHERE id = 1");

        Reply text = ask("plan");
        assertThat(text.retmsg()).isEqualTo("""
                what a cycle would tell the clients now
                  Users       1 added       1 modified       1 removed

                + added <user dmitri>
                    login: "dmitri"
                    password: <SECRET_VALUE(string)>
                    user_id: 4

                ~ modified <user bilal>
                    login: "bilal" -> "bilal2"
                    password: <SECRET_VALUE(string)> -> <SECRET_VALUE(string)>

                - removed <user amara>
                    login: "amara" -> no value
                    user_id: 1 -> no value""");
        assertThat(ask("plan", "Users", "--diff").retmsg()).isEqualTo("""
                # what a cycle would tell the clients now
                #   Users       1 added       1 modified       1 removed
                --- /dev/null
                +++ Users/4
                @@ -0,0 +1,3 @@ added <user dmitri>
                +login: "dmitri"
                +password: <SECRET_VALUE(string)>
                +user_id: 4
                --- Users/2
                +++ Users/2
                @@ -1,3 +1,3 @@ modified <user bilal>
                -login: "bilal"
                +login: "bilal2"
                -password: <SECRET_VALUE(string)>
                +password: <SECRET_VALUE(string)>
                 user_id: 2
                --- Users/1
                +++ /dev/null
                @@ -1,2 +0,0 @@ removed <user amara>
                -login: "amara"
                -user_id: 1""");
        assertThat(ask("plan", "--json", "--limit", "1").retmsg())
                .isEqualTo("{\"changes\":[{\"added\":{\"login\":\"dmitri\","
                        + "\"password\":\"<SECRET_VALUE(string)>\",\"user_id\":4},\"key\":4,\"kind\":\"added\","
                        + "\"modified\":{},\"removed\":{},\"text\":\"<user dmitri>\",\"type\":\"Users\"}],"
                        + "\"counts\":{\"Users\":{\"added\":1,\"modified\":1,\"removed\":1}},\"findings\":{},"
                        + "\"listed\":1,\"notes\":[],\"subject\":\"what a cycle would tell the clients now\","
                        + "\"total\":3}");
    }

    @Test
    void saysThatTheSafeguardWouldHoldIt() throws Exception {
        told();
        source.execute("DELETE FROM people WHERE id < 3");

        assertThat(plan("Users", 0).notes())
                .singleElement()
                .asString()
                .startsWith("the cycle would be held, and none of this sent: the cycle would remove 2 of 3 Users");
        assertThat(server.status(true).tree(false).toString()).doesNotContain("held", "exception");
    }

    @Test
    void answersWhileTheServerIsPaused() throws Exception {
        told();
        server.control().pause();
        source.execute("DELETE FROM people WHERE id = 1");

        assertThat(plan("Users", 10).total()).isEqualTo(1);
        assertThat(plan("Users", 10).total()).isEqualTo(1);

        server.control().resume();
        cycle();
        assertThat(plan("Users", 10).total()).isZero();
    }

    private Reply ask(String... argv) throws Exception {
        return ControlCommands.answer(server, List.of(argv));
    }
}

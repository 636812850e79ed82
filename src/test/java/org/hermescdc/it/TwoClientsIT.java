package org.hermescdc.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clients with one plugin in one working folder: each has its name, its cache, its lock and its socket. */
class TwoClientsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String CONFIG = """
            hermes:
              cache: {dirpath: cache-%1$s, enable_compression: false}
              cli_socket: {path: %1$s.sock}
              logs: {logfile: null, verbosity: info}
              plugins: {messagebus: {sqlite: {settings: {uri: bus.sqlite}}}}
            hermes-client:
              plugin: usersgroups_null
              updateInterval: 1
              datamodel:
                Users: {hermesType: SRVUsers, attrsmapping: {%2$s: login}}
            """;

    @TempDir
    private Path folder;

    @Test
    void runSideBySide() throws Exception {
        Distribution hermes = Distribution.unpack(folder);
        UsersOnBus.write(hermes.work().resolve("bus.sqlite"), "ann");
        hermes.configure("hermes-client-one-config.yml", CONFIG.formatted("one", "uid"));
        hermes.configure("hermes-client-two-config.yml", CONFIG.formatted("two", "name"));

        try (Child one = hermes.start("client-one", Map.of());
                Child two = hermes.start("client-two", Map.of())) {
            one.awaitLog("on_Users_added: Users[1]", LIMIT);
            two.awaitLog("on_Users_added: Users[1]", LIMIT);

            assertThat(hermes.run("client-one-cli", "status")).contains("hermes-client-one", "status: running");
            assertThat(hermes.run("client-two-cli", "status")).contains("hermes-client-two", "status: running");
            Path log = folder.resolve("again.log");
            assertThat(hermes.status(log, Map.of(), "client-two")).isEqualTo(75);
            assertThat(hermes.status(log, Map.of(), "client-one-cli", "quit")).isZero();
            assertThat(one.awaitExit(LIMIT)).isZero();
            assertThat(hermes.run("client-two-cli", "status")).contains("status: running");
            assertThat(hermes.status(log, Map.of(), "client-two-cli", "quit")).isZero();
            assertThat(two.awaitExit(LIMIT)).isZero();
        }
        assertThat(cached(hermes, "one")).contains("\"uid\": \"ann\"").doesNotContain("name");
        assertThat(cached(hermes, "two")).contains("\"name\": \"ann\"").doesNotContain("uid");
    }

    private static String cached(Distribution hermes, String name) throws Exception {
        assertThat(hermes.work().resolve("cache-" + name + "/_hermes-client-" + name + ".json"))
                .exists();
        return Files.readString(hermes.work().resolve("cache-" + name + "/__Users.json"));
    }
}

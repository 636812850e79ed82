package org.hermescdc.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client whose new datamodel would empty its target waits, until an operator releases exactly these removals. */
class ReleaseIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String CONFIG = """
            hermes:
              cache: {dirpath: cache, enable_compression: false}
              cli_socket: {path: client.sock}
              logs: {logfile: null, verbosity: info}
              plugins: {messagebus: {sqlite: {settings: {uri: bus.sqlite}}}}
            hermes-client:
              plugin: usersgroups_null
              updateInterval: 1
              safeguards: {max_removed_percent: 50}
              datamodel:
                %s: {hermesType: SRVUsers, attrsmapping: {uid: login}}
            """;

    @TempDir
    private Path folder;

    @Test
    void releasesWhatADatamodelWouldRemove() throws Exception {
        Distribution hermes = Distribution.unpack(folder);
        UsersOnBus.write(hermes.work().resolve("bus.sqlite"), "ann", "bob");
        hermes.configure("hermes-client-one-config.yml", CONFIG.formatted("Users"));
        Path log = folder.resolve("command.log");
        try (Child client = hermes.start("client-one", Map.of())) {
            client.awaitLog("on_Users_added: Users[2]", LIMIT);
            assertThat(hermes.status(log, Map.of(), "client-one-cli", "quit")).isZero();
            assertThat(client.awaitExit(LIMIT)).isZero();
        }

        hermes.configure("hermes-client-one-config.yml", CONFIG.formatted("Persons"));
        try (Child client = hermes.start("client-one", Map.of())) {
            client.awaitLog("would remove 2 of 2 Users", LIMIT);
            assertThat(hermes.status(log, Map.of(), "client-one-cli", "release", "Persons", "--yes"))
                    .isEqualTo(1);
            assertThat(client.log()).doesNotContain("on_Users_removed", "on_Persons_added");

            assertThat(hermes.run("client-one-cli", "release", "Users", "--yes"))
                    .contains("Users: 2 of 2 would be removed")
                    .contains("the removals are released");

            client.awaitLog("on_Persons_added: Persons[2]", LIMIT);
            assertThat(client.log())
                    .containsSubsequence(
                            "on_Users_removed: Users[1]", "on_Users_removed: Users[2]", "on_Persons_added: Persons[1]");
            assertThat(hermes.status(log, Map.of(), "client-one-cli", "quit")).isZero();
            assertThat(client.awaitExit(LIMIT)).isZero();
        }
        assertThat(hermes.work().resolve("cache/__Users.json")).doesNotExist();
        assertThat(Files.readString(hermes.work().resolve("cache/__Persons.json")))
                .contains("ann", "bob");
    }
}

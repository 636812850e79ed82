package org.hermescdc.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hermes server-cli update --accept-removals}, from the command line to the server. */
class ReleaseCommandTest {

    @TempDir
    private Path folder;

    private final FakeServer server = new FakeServer();

    private CommandRun run(String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("server-cli", "update", "--accept-removals", "SRVUsers"));
        words.addAll(List.of(options));
        return CommandRun.of(folder, server, words.toArray(String[]::new));
    }

    @Test
    void showsAndReleasesTheSetThatIsHeld() throws IOException {
        server.hold("SRVUsers", Map.of("removed", 1, "cached", 3, "samples", List.of("amara"), "set", "3f2a"));

        assertThat(run("--yes")).isEqualTo(new CommandRun(ExitCode.OK, """
                SRVUsers: 1 of 3 would be removed:
                  amara
                released {SRVUsers=3f2a}
                """));
    }

    @Test
    void releasesNothingWhereNobodyCanBeAsked() throws IOException {
        server.hold("SRVUsers", Map.of("removed", 1, "cached", 3, "samples", List.of("amara"), "set", "3f2a"));

        CommandRun run = run();
        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.printed()).contains("no terminal to ask at").doesNotContain("released {");
    }

    @Test
    void releasesNothingWhereNothingIsHeld() throws IOException {
        CommandRun run = run("--yes");
        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.printed()).contains("no removals of 'SRVUsers' are held");
    }
}

package org.hermescdc.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.config.PluginCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hermes server-cli update --accept-removals}, from the command line to the server. */
class ReleaseCommandTest {

    @TempDir
    private Path folder;

    private final FakeServer server = new FakeServer();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int run(String... options) throws IOException {
        Path path = folder.resolve("control.sock");
        Path config = Files.writeString(folder.resolve("cli.yml"), "hermes: {cli_socket: {path: " + path + "}}\n");
        SocketFile file =
                new SocketFile(new HermesConfig.CliSocket(path, Optional.empty(), Optional.empty(), 0600, false));
        String[] arguments = new String[options.length + 6];
        List<String> command =
                List.of("server-cli", "--config", config.toString(), "update", "--accept-removals", "SRVUsers");
        command.toArray(arguments);
        System.arraycopy(options, 0, arguments, command.size(), options.length);
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream both = new PrintStream(printed, true);
        System.setOut(both);
        System.setErr(both);
        try (ControlSocket socket = new ControlSocket(file, Duration.ofSeconds(10))) {
            socket.serve(server);
            return HermesCommand.execute(
                    () -> new ConfigLoader(PluginCatalog.installed(folder), Map.of()), null, List.of(), arguments);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Test
    void showsAndReleasesTheSetThatIsHeld() throws IOException {
        server.hold("SRVUsers", Map.of("removed", 1, "cached", 3, "samples", List.of("amara"), "set", "3f2a"));

        assertThat(run("--yes")).isZero();
        assertThat(printed.toString()).isEqualTo("""
                SRVUsers: 1 of 3 would be removed:
                  amara
                released {SRVUsers=3f2a}
                """);
    }

    @Test
    void releasesNothingWhereNobodyCanBeAsked() throws IOException {
        server.hold("SRVUsers", Map.of("removed", 1, "cached", 3, "samples", List.of("amara"), "set", "3f2a"));

        assertThat(run()).isEqualTo(ExitCode.ERROR);
        assertThat(printed.toString()).contains("no terminal to ask at").doesNotContain("released {");
    }

    @Test
    void releasesNothingWhereNothingIsHeld() throws IOException {
        assertThat(run("--yes")).isEqualTo(ExitCode.ERROR);
        assertThat(printed.toString()).contains("no removals of 'SRVUsers' are held");
    }
}

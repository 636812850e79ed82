package org.hermescdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hermescdc.ops.ControlCommands;
import org.hermescdc.ops.ExitCode;
import org.hermescdc.ops.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command {@code plan} of a client that runs. That it tells what a restart does is shown in many lives by {@code
 * ClientModelTest}.
 */
class ClientPlanTest {

    private static final Path PAGE = Path.of("docs/reference/command-line.md");

    @TempDir
    private Path folder;

    private ObservedPrograms programs;
    private CompletableFuture<Void> loop;

    @BeforeEach
    void run() {
        programs = new ObservedPrograms(folder);
        programs.startServer("");
        programs.fillTheQueue();
        loop = CompletableFuture.runAsync(programs.client::run);
    }

    @AfterEach
    void stop() throws Exception {
        programs.client.control().requestStop();
        loop.get(30, TimeUnit.SECONDS);
        programs.close();
    }

    @Test
    void tellsTheCallsOfAChangedFileAndTouchesNothing() throws Exception {
        assertThat(ask("plan").retmsg()).isEqualTo("""
                        the handler calls that a start with this datamodel would make
                        the datamodel is the one that the caches were built with
                          Groups
                          Users""");
        ask("pause");
        Map<String, String> before = files();
        programs.editClient(
                file -> file.replace("Groups:\n", "Teams:\n").replace("mail: mail", "mail: \"{{ mail | upper }}\""));
        String output = """
                the handler calls that a start with this datamodel would make
                objects whose change would wait behind what is in the error queue: 2
                  Groups       0 added       0 modified       1 removed
                  Users        0 added       3 modified       0 removed
                  Teams        1 added       0 modified       0 removed

                - removed <Groups[10]>
                    _pkey_gid: 10 -> no value
                    gid: 10 -> no value
                    name: "staff" -> no value

                + added <Teams[10]>
                    _pkey_gid: 10
                    gid: 10
                    name: "staff"

                ~ modified amara
                    mail: "a@x" -> "A@X"

                ~ modified bilal
                    mail: "b@x" -> "B@X"

                ~ modified chloe
                    mail: "c@x" -> "C@X"
                """;

        assertThat(ask("plan")).isEqualTo(new Reply(ExitCode.OK, output.strip()));
        assertThat(Files.readString(PAGE)).contains("client-ldap-cli plan\n" + output);
        assertThat(ask("plan", "--limit", "1").retmsg())
                .contains("<Groups[10]>")
                .doesNotContain("amara");
        assertThat(ask("plan", "--json", "--limit", "0").retmsg()).contains("\"total\":5");
        assertThat(files()).isEqualTo(before);
        ask("resume");
    }

    @Test
    void tellsTheMistakesOfTheFile() throws Exception {
        programs.editClient(file -> file.replace("hermesType: SRVGroups", "hermesTyp: SRVGroups"));

        Reply reply = ask("plan");

        assertThat(reply.retcode()).isEqualTo(ExitCode.ERROR);
        assertThat(reply.retmsg()).contains("hermes-client.datamodel.Groups.hermesTyp");
    }

    private Reply ask(String... argv) throws InterruptedException {
        return ControlCommands.answer(programs.client, List.of(argv));
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("client"))) {
            for (Path file : files.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }
}

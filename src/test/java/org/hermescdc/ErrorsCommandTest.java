package org.hermescdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hermescdc.ops.ControlCommands;
import org.hermescdc.ops.ExitCode;
import org.hermescdc.ops.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code errors} of a client whose loop runs; what the documentation shows of them is what they print. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorsCommandTest {

    private static final Path PAGE = Path.of("docs/reference/command-line.md");

    private ObservedPrograms programs;
    private CompletableFuture<Void> loop;

    /** A target that refuses whose login begins with d: two additions, and a modification behind the first. */
    @BeforeAll
    void fillTheQueue(@TempDir Path folder) {
        programs = new ObservedPrograms(folder);
        programs.startServer("");
        programs.server.cycle();
        programs.startClient("");
        programs.server.initsync();
        programs.client.iterate();
        programs.client.iterate();
        programs.target.refused = "d";
        change("INSERT INTO people VALUES (4, 'dmitri', 'shared@x'), (5, 'dana', 'shared@x')");
        change("UPDATE people SET mail = 'dmitri@x' WHERE id = 4");
        loop = CompletableFuture.runAsync(programs.client::run);
    }

    @AfterAll
    void stop() throws Exception {
        programs.client.control().requestStop();
        loop.get(30, TimeUnit.SECONDS);
        programs.close();
    }

    @Test
    void listsWhatWaitsAndWhy() throws Exception {
        documented("errors", """
                3 events of 2 objects wait
                     2  IllegalStateException: the target refuses shared@x
                     1  waiting for another entry

                1  added Users  dmitri  IllegalStateException: the target refuses shared@x
                2  added Users  dana  IllegalStateException: the target refuses shared@x
                3  modified Users  dmitri  waits for 1
                """);
        assertThat(ask("errors", "list")).isEqualTo(ask("errors"));
    }

    @Test
    void listsAsManyAsAreWantedAndCountsAll() throws Exception {
        assertThat(ask("errors", "list", "--limit", "1").retmsg())
                .contains("3 events of 2 objects wait")
                .endsWith("refuses shared@x\n… and 2 more; --limit N lists more of them");
        assertThat(ask("errors", "--limit", "0").retmsg()).endsWith("1  waiting for another entry");
    }

    @Test
    void listsAsJson() throws Exception {
        assertThat(ask("errors", "--json", "--limit", "1").retmsg())
                .isEqualTo("{\"entries\":[{\"event\":\"added\",\"key\":4,"
                        + "\"message\":\"IllegalStateException: the target refuses shared@x\",\"number\":1,"
                        + "\"partiallyProcessed\":false,\"step\":0,\"text\":\"dmitri\",\"type\":\"Users\","
                        + "\"waitsFor\":null}],\"events\":3,\"listed\":1,\"messages\":{\"IllegalStateException: the"
                        + " target refuses shared@x\":2,\"waiting for another entry\":1},\"objects\":2}");
    }

    @Test
    void showsOneEntryWithItsEvents() throws Exception {
        documented("errors show 3", """
                entry 3: modified dmitri
                  why: object SRVUsers[4] already has an event in the error queue
                  waits for: entry 1
                  step: 0
                  partially processed: no
                  local event: modified Users[4]
                    modified mail: "dmitri@x"
                  remote event: modified SRVUsers[4]
                    modified mail: "dmitri@x"
                """);
    }

    @Test
    void answersAlsoWhileThePauseLasts() throws Exception {
        ask("pause");

        assertThat(ask("errors").retmsg()).startsWith("3 events of 2 objects wait");
        assertThat(ask("errors", "show", "1").retmsg()).startsWith("entry 1: added dmitri");
        ask("resume");
    }

    @Test
    void saysWhichEntriesThereAre() throws Exception {
        assertThat(ask("errors", "show", "9"))
                .isEqualTo(new Reply(ExitCode.ERROR, "the error queue has no entry 9; it has 3, from 1 to 3"));
    }

    @Test
    void takesWhatIsNoNumberForAMistake() throws Exception {
        for (String argument : List.of("x", "", "1.5", "99999999999999999999", "--yes")) {
            assertThat(ask("errors", "show", argument).retcode()).as(argument).isEqualTo(ExitCode.USAGE);
        }
    }

    private void change(String sql) {
        programs.source.execute(sql);
        programs.server.cycle();
        programs.client.iterate();
    }

    private void documented(String command, String output) throws Exception {
        Reply reply = ask(command.split(" "));
        assertThat(reply).isEqualTo(new Reply(ExitCode.OK, output.strip()));
        assertThat(page()).contains("client-ldap-cli " + command + "\n" + output);
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    private Reply ask(String... argv) throws InterruptedException {
        return ControlCommands.answer(programs.client, List.of(argv));
    }
}

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
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code errors} of a client whose loop runs; what the documentation shows of them is what they print. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ErrorsCommandTest {

    private static final Path PAGE = Path.of("docs/reference/command-line.md");

    private ObservedPrograms programs;
    private CompletableFuture<Void> loop;

    @BeforeAll
    void fillTheQueue(@TempDir Path folder) {
        programs = new ObservedPrograms(folder);
        programs.startServer("");
        programs.fillTheQueue();
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

    /** The last one: nothing is left in the queue. */
    @Test
    @Order(Integer.MAX_VALUE)
    void retriesAndDrops() throws Exception {
        programs.target.refused = "dm";
        documented(ExitCode.ERROR, "errors retry", """
                done: 1 of 3 events
                1  dmitri  failed: IllegalStateException: the target refuses shared@x
                2  dana  done
                3  dmitri  not tried: entry 1 has to go first
                """);
        assertThat(ask("errors", "drop", "3", "--yes"))
                .isEqualTo(new Reply(
                        ExitCode.ERROR,
                        "entry 3 waits for entry 1, which has to be retried or dropped first; nothing is dropped"));
        ask("pause");
        assertThat(ask("errors", "retry").retmsg())
                .isEqualTo("the client is paused, and calls no handler; resume it first");
        documented(ExitCode.OK, "errors drop 1 --yes", """
                dropped entry 1: added dmitri
                its handler was not called; the client takes it for done
                the target may lack: the object, with all its attributes
                events of this object that still wait: 1
                """);
        assertThat(programs.client.status(true).tree(false).toString()).contains("3={objrepr=dmitri");
        ask("resume");
        programs.target.refused = "\0";
        assertThat(ask("errors", "retry", "3"))
                .isEqualTo(new Reply(ExitCode.OK, "done: 1 of 1 event\n3  dmitri  done"));
        assertThat(ask("errors")).isEqualTo(new Reply(ExitCode.OK, "the error queue is empty"));
        assertThat(ask("errors", "retry")).isEqualTo(new Reply(ExitCode.OK, "the error queue is empty"));
    }

    private void documented(String command, String output) throws Exception {
        documented(ExitCode.OK, command, output);
    }

    private void documented(int code, String command, String output) throws Exception {
        assertThat(ask(command.split(" "))).isEqualTo(new Reply(code, output.strip()));
        assertThat(page()).contains("client-ldap-cli " + command + "\n" + output);
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    private Reply ask(String... argv) throws InterruptedException {
        return ControlCommands.answer(programs.client, List.of(argv));
    }
}

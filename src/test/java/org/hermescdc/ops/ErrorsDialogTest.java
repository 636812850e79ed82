package org.hermescdc.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hermes client-ldap-cli errors}, from the command line to the client. */
class ErrorsDialogTest {

    @TempDir
    private Path folder;

    private final FakeClient client = new FakeClient();

    private CommandRun run(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("client-ldap-cli", "errors"));
        command.addAll(List.of(words));
        return CommandRun.of(folder, client, command.toArray(String[]::new));
    }

    @Test
    void passesOptionsAndNumbersOfACommandBehindACommand() throws IOException {
        assertThat(run().code()).isZero();
        assertThat(run("list", "--limit", "7", "-j").printed()).startsWith("{\"entries\":[");
        assertThat(run("retry")).isEqualTo(new CommandRun(ExitCode.OK, """
                done: 2 of 2 events
                12  dmitri  done
                15  dana  failed: no room
                """));
        assertThat(run("retry", "12", "15", "--limit", "1")).isEqualTo(new CommandRun(ExitCode.ERROR, """
                done: 1 of 2 events
                15  dana  failed: no room
                … and 1 more
                """));
        assertThat(client.asked).containsExactly("list 100", "list 7", "retry []", "retry [12, 15]");
    }

    @Test
    void showsAnEntryAndDropsNothingWhereNobodyCanBeAsked() throws IOException {
        assertThat(run("drop", "12")).isEqualTo(new CommandRun(ExitCode.ERROR, """
                entry 12: added dmitri
                  why: no room
                  step: 2
                  partially processed: yes
                  local event: none: it could not be made, and is made anew at each retry
                  remote event: none: it is an event of the client's own
                there is no terminal to ask at, nothing is dropped; to agree: --yes
                """));
        assertThat(client.asked).isEmpty();
    }

    @Test
    void dropsWithConsentOnly() throws IOException {
        assertThat(run("drop", "12", "--yes")).isEqualTo(new CommandRun(ExitCode.OK, "dropped\n"));
        assertThat(run("drop", "12=3f2a")).isEqualTo(new CommandRun(ExitCode.OK, "dropped\n"));
        assertThat(client.asked).containsExactly("drop 12", "drop 12 3f2a");
        assertThat(run("drop", "x", "--yes").printed()).isEqualTo("errors drop x: 'x' is no number of an entry\n");
    }

    @Test
    void wantsTheConsentAlsoOfWhoSpeaksToTheSocket() throws Exception {
        assertThat(ControlCommands.answer(client, List.of("errors", "drop", "12"))
                        .retmsg())
                .isEqualTo("errors drop 12: nothing is dropped without consent: --yes, or 12=ID, with ID as errors show"
                        + " --json tells it (id)");
        assertThat(client.asked).isEmpty();
    }

    @Test
    void givesHelpAlsoBeforeACommandThatLacksItsEntry() throws Exception {
        Reply reply = ControlCommands.answer(client, List.of("errors", "--help", "drop"));

        assertThat(reply.retcode()).isEqualTo(ExitCode.OK);
        assertThat(reply.retmsg()).startsWith("Usage: ").contains("errors");
        assertThat(client.asked).isEmpty();
    }

    /** Nothing but an agreed drop of entry 12 may ever be one. */
    @Property(tries = 300)
    void answersAnyArguments(@ForAll("arguments") List<String> arguments) throws Exception {
        FakeClient any = new FakeClient();
        List<String> argv = new ArrayList<>(List.of("errors"));
        argv.addAll(arguments);

        Reply reply = ControlCommands.answer(any, argv);

        assertThat(reply.retcode()).isIn(ExitCode.OK, ExitCode.ERROR, ExitCode.USAGE);
        assertThat(reply.retmsg()).isNotEmpty();
        if (any.asked.stream().anyMatch(asked -> asked.startsWith("drop"))) {
            assertThat(argv).contains("drop").anyMatch(word -> word.equals("--yes") || word.contains("="));
        }
    }

    @Provide
    Arbitrary<List<String>> arguments() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "list",
                                "show",
                                "retry",
                                "drop",
                                "12",
                                "12=3f2a",
                                "=",
                                "-1",
                                "--yes",
                                "--json",
                                "-j",
                                "--limit",
                                "--limit=0",
                                "--limit=-3",
                                "--help",
                                "99999999999999999999",
                                "--",
                                ""),
                        Arbitraries.strings().ofMaxLength(5))
                .list()
                .ofMaxSize(5);
    }
}

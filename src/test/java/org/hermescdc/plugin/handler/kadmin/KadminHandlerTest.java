package org.hermescdc.plugin.handler.kadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hermescdc.camel.handler.Calls;
import org.hermescdc.config.ConfigException;
import org.hermescdc.it.Heimdal;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.hermescdc.outage.OutagesOf;
import org.hermescdc.plugin.handler.TestClient;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plugin on a real realm. */
@OutagesOf("target usersgroups_kadmin_heimdal")
@ExtendWith(Heimdal.class)
class KadminHandlerTest {

    private static final Map<String, ?> ANN = Map.of("login", "ann");

    private static Heimdal.Server realm;

    @TempDir
    private Path folder;

    private TestClient client;

    @BeforeAll
    static void join(Heimdal.Server server) {
        realm = server;
    }

    @BeforeEach
    void connect() {
        client = client(Map.of());
    }

    @AfterEach
    void disconnect() {
        client.close();
        realm.users().forEach(user -> realm.local("delete", user));
    }

    @Test
    void letsAUserInWithThePropagatedPasswordUntilTheEnd() {
        client.added("Users", 1, ANN);
        assertThat(realm.letsIn("ann", "first")).isFalse();

        client.added("UserPasswords", 1, password("first"));
        assertThat(realm.letsIn("ann", "first")).isTrue();

        client.modified("UserPasswords", 1, password("second"));
        assertThat(realm.letsIn("ann", "first")).isFalse();
        assertThat(realm.letsIn("ann", "second")).isTrue();

        client.modified("Users", 1, Map.of("login", "anna"));
        assertThat(realm.letsIn("anna", "second")).isTrue();
        assertThat(realm.letsIn("ann", "second")).isFalse();

        client.removed("UserPasswords", 1);
        assertThat(realm.letsIn("anna", "second")).isFalse();
        assertThat(realm.users()).containsExactly("anna");

        client.removed("Users", 1);
        assertThat(realm.users()).isEmpty();
    }

    static Stream<String> oddPasswords() {
        return Stream.of(
                "a b",
                " a ",
                "a\tb",
                "\"",
                "\\",
                "a\"",
                "\\\"\\\\\"",
                "'; delete ann",
                "-x",
                "--help",
                "$(id) `id` %s *?[a]{b}|&;<>#!",
                "pässwörd",
                "日本",
                "\u0001\u0003\u0004\u001b\u007f",
                "x".repeat(127));
    }

    @ParameterizedTest
    @MethodSource("oddPasswords")
    void setsAPasswordAsItIs(String password) {
        client.added("Users", 1, ANN);

        client.added("UserPasswords", 1, password(password));

        assertThat(realm.letsIn("ann", password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\rb", "a\0b"})
    void refusesPasswordsThatKadminWouldMisread(String password) {
        client.added("Users", 1, ANN);
        client.added("UserPasswords", 1, password("before"));

        assertThatThrownBy(() -> client.modified("UserPasswords", 1, password(password)))
                .isInstanceOf(HandlerException.class)
                .hasMessageStartingWith("the password ");

        assertThat(realm.letsIn("ann", "before")).isTrue();
    }

    @Test
    void refusesAPasswordThatKadminWouldCutOff() {
        client.added("Users", 1, ANN);

        assertThatThrownBy(() -> client.added("UserPasswords", 1, password("é".repeat(64))))
                .hasMessage("the password is longer than 127 bytes in UTF-8; kadmin would cut it off");
    }

    @Test
    void refusesAPasswordThatATemplateMadeANumber() {
        client.added("Users", 1, ANN);

        assertThatThrownBy(() -> client.added("UserPasswords", 1, Map.of("user_pkey", 1, "password", 1234)))
                .hasMessageStartingWith("the password of 'ann@HERMES.TEST' is no text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "an?",
                "[a]nn",
                "ann/admin",
                "ann@OTHER.REALM",
                "ann\\/x",
                "-l",
                "ann bob",
                "ann\ndelete bob",
                "a\"b",
                "",
                "josé",
                "default"
            })
    void refusesALoginThatMeansMoreThanItself(String login) {
        client.added("Users", 2, Map.of("login", "bob"));
        client.added("Users", 1, ANN);

        assertThatThrownBy(() -> client.added("Users", 3, Map.of("login", login)))
                .isInstanceOf(HandlerException.class)
                .hasMessageStartingWith("the login '");
        assertThatThrownBy(() -> client.modified("Users", 1, Map.of("login", login)))
                .isInstanceOf(HandlerException.class);
        client.knows("Users", 4, Map.of("login", login));
        assertThatThrownBy(() -> client.removed("Users", 4)).isInstanceOf(HandlerException.class);
        client.knows("UserPasswords", 4, Map.of());
        assertThatThrownBy(() -> client.added("UserPasswords", 4, Map.of("password", "x")))
                .isInstanceOf(HandlerException.class);

        assertThat(realm.users()).containsExactly("ann", "bob");
    }

    @Test
    void neverTouchesItsOwnPrincipal() {
        TestClient plain = client(Map.of("kadmin_login", "operator"));
        assertThatThrownBy(() -> plain.added("Users", 1, Map.of("login", "operator")))
                .hasMessageContaining("its own, see kadmin_login");
        plain.close();
    }

    @Test
    void takesALoginOfDigitsAndTellsOneThatIsMissing() {
        client.added("Users", 1, Map.of("login", 20310042));
        assertThat(realm.users()).containsExactly("20310042");
        assertThatThrownBy(() -> client.added("Users", 2, Map.of("mail", "a@b")))
                .hasMessage("the user has no login; found login: null");
    }

    @Test
    void givesNewPrincipalsTheOptionsAndElseWhatTheTemplateSays() {
        client.close();
        client = client(Map.of(
                "kadmin_user_add_additional_options",
                List.of("--max-ticket-life=3 hours", "--attributes=requires-pre-auth")));
        client.added("Users", 1, ANN);

        assertThat(realm.local("get", "ann"))
                .containsPattern("Max ticket life: 3 hours\n")
                .containsPattern("Max renewable life: 1 week\n")
                .containsPattern("Attributes: requires-pre-auth");
    }

    @Test
    void givesNewPrincipalsTheLivesOfTheDefaultOptions() {
        realm.local("modify", "--max-ticket-life=2 hours", "default");
        client.added("Users", 1, ANN);
        realm.local("modify", "--max-ticket-life=1 day", "default");

        assertThat(realm.local("get", "ann"))
                .contains("Max ticket life: 1 day\n", "Max renewable life: 1 week\n", "Principal expires: never\n");
    }

    @Test
    void doesNotAdoptAPrincipalOfOthersNotEvenOnARetry() {
        realm.local("add", "--password=theirs", "--use-defaults", "ann");
        HandlerCall added = Calls.added("Users", 1, ANN);

        for (int tries = 0; tries < 3; tries++) {
            assertThatThrownBy(() -> client.handle(added))
                    .hasMessageContaining(
                            "'ann@HERMES.TEST' is in the realm already, and this event did not put it there");
            Calls.again(added);
        }
        assertThat(realm.letsIn("ann", "theirs")).isTrue();
    }

    @Test
    void takesAnExistingPrincipalOverWithItsPasswordIfToldSo() {
        client.close();
        client = client(Map.of("dont_fail_on_existing_user", true));
        realm.local("add", "--password=theirs", "--use-defaults", "ann");

        client.added("Users", 1, ANN);
        assertThat(realm.letsIn("ann", "theirs")).isTrue();

        client.removed("Users", 1);
        assertThat(realm.users()).isEmpty();
    }

    @Test
    void neverRenamesOntoAnotherPrincipal() {
        client.added("Users", 1, ANN);
        client.added("UserPasswords", 1, password("anns"));
        client.added("Users", 2, Map.of("login", "bob"));
        HandlerCall renamed = client.toModify("Users", 1, Map.of("login", "bob"));

        for (int tries = 0; tries < 2; tries++) {
            assertThatThrownBy(() -> client.handle(renamed))
                    .hasMessage("cannot rename 'ann@HERMES.TEST' to 'bob@HERMES.TEST': kadmin.heimdal: rename:"
                            + " Principal or policy already exists");
            Calls.again(renamed);
        }
        assertThat(realm.letsIn("ann", "anns")).isTrue();
        assertThat(realm.letsIn("bob", "anns")).isFalse();
    }

    @Test
    void findsThePasswordsUserByItsOwnKeyWhereThereIsNoUserPkey() {
        client.added("Users", 7, ANN);
        client.added("UserPasswords", 7, Map.of("password", "sesame"));
        assertThat(realm.letsIn("ann", "sesame")).isTrue();
        assertThatThrownBy(() -> client.added("UserPasswords", 8, Map.of("password", "x")))
                .hasMessage("Users[8] is not in the realm (yet)");
    }

    @Test
    void getsTheTicketOnceForASaveAndKeepsItToItself() throws IOException {
        Path log = folder.resolve("calls");
        client.close();
        client = client(recording(log));
        client.added("Users", 1, ANN);
        client.added("UserPasswords", 1, password("a-very-secret-word"));
        assertThat(log).content().contains("ticket folder 700");
        Path cache = cacheOf(log);
        assertThat(cache).exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rw-------");
        client.saved();
        assertThat(cache.getParent()).doesNotExist();
        client.saved();
        client.removed("Users", 1);

        List<String> calls = Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("call"))
                .toList();
        assertThat(calls)
                .extracting(line -> line.split(" ")[1])
                .containsExactly("kinit", "kadmin", "kadmin", "kdestroy", "kinit", "kadmin");
        assertThat(log)
                .content()
                .doesNotContain("a-very-secret-word")
                .doesNotContain(Heimdal.Server.PASSWORD)
                .doesNotContain("--password=");
    }

    @Test
    void getsTheTicketAgainWhenItHasExpiredMeanwhile() throws IOException {
        Path log = folder.resolve("calls");
        client.close();
        Map<String, Object> settings = new HashMap<>(recording(log));
        settings.put(
                "kinit_cmd",
                realm.script("kinit.heimdal", record("kinit", log) + "set -- --lifetime=1s \"$@\"")
                        .toString());
        client = client(settings);
        client.added("Users", 1, ANN);
        awaitExpiry(cacheOf(log));

        client.added("Users", 2, Map.of("login", "bob"));

        assertThat(realm.users()).containsExactly("ann", "bob");
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.startsWith("call kinit"))
                .hasSize(2);
    }

    @Test
    void goesOnWhenTheRealmHasNewKeysForItsAdministration() {
        client.added("Users", 1, ANN);
        realm.local("cpw", "-r", "kadmin/admin");
        HandlerCall removed = client.toRemove("Users", 1);
        assertThatThrownBy(() -> client.handle(removed)).isInstanceOf(HandlerException.class);

        client.handle(Calls.again(removed));

        assertThat(realm.users()).isEmpty();
    }

    @Outage(value = Fault.CREDENTIALS, then = "told in the words of Heimdal, without the password")
    @Test
    void tellsAWrongPasswordOfTheAdministratorWithoutShowingIt() {
        TestClient wrong = client(Map.of("kadmin_password", "wrong-one"));
        assertThatThrownBy(() -> wrong.added("Users", 1, ANN))
                .hasMessage("no ticket for hermes/admin@HERMES.TEST: kinit.heimdal: Password incorrect");
        wrong.close();
    }

    @Test
    void tellsAProgramThatIsNotThere() {
        for (String program : List.of("kinit", "kadmin")) {
            TestClient without = client(Map.of(program + "_cmd", "no-such-program"));
            assertThatThrownBy(() -> without.added("Users", 1, ANN))
                    .hasMessage(program + "_cmd: there is no program 'no-such-program' on PATH; on Debian it comes with"
                            + " the package heimdal-clients");
            without.close();
        }
        TestClient without = client(Map.of("kadmin_cmd", folder.resolve("none").toString()));
        assertThatThrownBy(() -> without.added("Users", 1, ANN))
                .hasMessageStartingWith("kadmin_cmd: there is no program '" + folder);
        without.close();
    }

    @Test
    void deletesTheTicketEvenWithoutTheProgramForThat() throws IOException {
        Path log = folder.resolve("calls");
        client.close();
        Map<String, Object> settings = new HashMap<>(recording(log));
        settings.put("kdestroy_cmd", "no-such-program");
        client = client(settings);
        client.added("Users", 1, ANN);

        client.saved();

        assertThat(cacheOf(log).getParent()).doesNotExist();
    }

    @Outage(value = Fault.HANGS, then = "the program is ended when its time is up; the retry does the event")
    @Test
    void endsAProgramThatHangsAndFinishesTheEventLater() {
        client.close();
        client = client(Map.of("timeout", 2L));
        client.added("Users", 1, ANN);
        HandlerCall added = Calls.added("Users", 2, Map.of("login", "bob"));
        realm.freeze();
        try {
            assertThatThrownBy(() -> client.handle(added))
                    .hasMessageContaining(
                            "gave no answer for 2 s (timeout) and was ended; perhaps it had done its work");
        } finally {
            realm.thaw();
        }
        assertThat(added.context().isPartiallyProcessed()).isTrue();

        client.handle(Calls.again(added));

        assertThat(realm.users()).containsExactly("ann", "bob");
    }

    @Outage(value = Fault.DIES, then = "the retry finds out what was done, and does the rest")
    @Test
    void finishesAnAddedThatWasDoneThoughItsProgramDied() {
        Path kadmin = realm.program("kadmin.heimdal");
        client.close();
        client = client(Map.of(
                "kadmin_cmd",
                realm.script("kadmin.heimdal", "case \" $* \" in *\" add \"*) " + kadmin + " \"$@\"; exit 1;; esac")
                        .toString()));
        HandlerCall added = Calls.added("Users", 1, ANN);
        assertThatThrownBy(() -> client.handle(added)).hasMessageContaining("perhaps it was done all the same");
        assertThat(realm.users()).containsExactly("ann");

        client.handle(Calls.again(added));
        client.removed("Users", 1);

        assertThat(realm.users()).isEmpty();
    }

    @Outage(value = Fault.REFUSED, then = "the event fails; its retry does it, without a restart")
    @Test
    void goesOnAfterTheKdcOrKadmindWasAwayWithoutARestart() {
        client.added("Users", 1, ANN);
        realm.stopKadmind();
        HandlerCall second = Calls.added("Users", 2, Map.of("login", "bob"));
        assertThatThrownBy(() -> client.handle(second)).hasMessageContaining("failed to contact 127.0.0.1");
        assertThat(second.context().isPartiallyProcessed()).isFalse();
        realm.startKadmind();
        client.handle(Calls.again(second));

        client.saved();
        realm.stopKdc();
        HandlerCall third = Calls.added("Users", 3, Map.of("login", "carol"));
        assertThatThrownBy(() -> client.handle(third))
                .hasMessage("no ticket for hermes/admin@HERMES.TEST: kinit.heimdal: krb5_get_init_creds: unable to"
                        + " reach any KDC in realm HERMES.TEST");
        realm.startKdc();
        client.handle(Calls.again(third));

        assertThat(realm.users()).containsExactly("ann", "bob", "carol");
    }

    @Test
    void tellsSettingsThatCannotWork() {
        assertThatThrownBy(() -> KadminExample.load(KadminExample.text()
                        .replace("- --attributes=", "- --password=sesame")
                        .replace("- --policy=default", "- -r")
                        .replace("length: 32", "length: 128")
                        .replace("login: login", "mail: mail")))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(
                        "kadmin_user_add_additional_options[2]: found '--password'; the password of a new principal is"
                                + " always random, see random_passwords")
                .contains("kadmin_user_add_additional_options[4]: found '-r'; allowed: options in their long form")
                .contains("random_passwords.length: found 128; allowed: at most 127")
                .doesNotContain("sesame");
        assertThatThrownBy(() -> KadminExample.load(KadminExample.text().replace("login: login", "mail: mail")))
                .message()
                .contains("needs the attributes [login] of the local type 'Users'");
    }

    @Test
    void hasTheDefaultsThatTheExampleShows() {
        String text = KadminExample.text();
        String least = text.substring(0, text.indexOf("  # all that follows"));

        assertThat(KadminExample.load(least).toMap())
                .isEqualTo(KadminExample.load(text).toMap());
    }

    private static TestClient client(Map<String, ?> changes) {
        Settings settings = KadminExample.settings(realm, changes);
        return new TestClient(new KadminHandler(), settings, Set.of("Users", "UserPasswords"));
    }

    private static Map<String, Object> password(String password) {
        return Map.of("user_pkey", 1, "password", password);
    }

    /** Programs that write down how they were called. */
    private static Map<String, Object> recording(Path log) {
        Map<String, Object> programs = new HashMap<>();
        for (String program : List.of("kinit", "kadmin", "kdestroy")) {
            programs.put(
                    program + "_cmd",
                    realm.script(program + ".heimdal", record(program, log)).toString());
        }
        return programs;
    }

    private static String record(String program, Path log) {
        return """
                { echo call %1$s "$@"; env; echo ticket folder $(stat -c %%a "$(dirname "${KRB5CCNAME#FILE:}")"); } >>%2$s
                """.formatted(program, log);
    }

    private static Path cacheOf(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("KRB5CCNAME=FILE:"))
                .map(line -> Path.of(line.substring("KRB5CCNAME=FILE:".length())))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static void awaitExpiry(Path cache) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (realm.takesTicket(cache)) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }
}

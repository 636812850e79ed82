package org.hermescdc.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line of the built distribution: what it answers, how it ends, and how a running server is steered. */
class CommandLineIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SERVER_CONFIG = """
            hermes:
              umask: 0027
              cache: {dirpath: cache}
              cli_socket: {path: server.sock, mode: 0660, dont_manage_sockfile: %s}
              logs: {logfile: logs/server.log, verbosity: info}
              plugins:
                datasources:
                  hr: {type: sqlite, settings: {uri: hr.sqlite}}
                messagebus:
                  sqlite: {settings: {uri: bus.sqlite, retention_in_days: 1}}
            hermes-server:
              updateInterval: 3600
              datamodel:
                People:
                  primarykeyattr: id
                  sources:
                    hr:
                      fetch: {type: fetch, query: "SELECT id, name FROM people"}
                      attrsmapping: {id: id, name: name}
            """;

    @TempDir
    private static Path shared;

    private static Path home;

    @TempDir
    private Path folder;

    private Distribution hermes;

    @BeforeAll
    static void unpack() throws Exception {
        home = Distribution.unpack(shared).home();
    }

    @BeforeEach
    void prepare() throws Exception {
        hermes = new Distribution(home, folder);
        new SqliteFile(folder.resolve("hr.sqlite"))
                .execute(
                        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)",
                        "INSERT INTO people VALUES (1, 'Amara')");
        hermes.configure("hermes-server-config.yml", SERVER_CONFIG.formatted("false"));
    }

    /** What a command printed, and its exit code. */
    private record Outcome(int code, String output) {}

    private Outcome run(Path program, String... arguments) throws Exception {
        Path log = Files.createTempFile(folder, "command", ".log");
        List<String> command = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", folder.toString()));
        command.add(program.toString());
        command.addAll(List.of(arguments));
        try (Child child = Child.start(log, Map.of(), Duration.ofSeconds(5), command)) {
            return new Outcome(child.awaitExit(LIMIT), child.log());
        }
    }

    private Outcome hermes(String... arguments) throws Exception {
        return run(home.resolve("bin/hermes"), arguments);
    }

    private Path symlink(String name) throws Exception {
        return Files.createSymbolicLink(folder.resolve(name), home.resolve("bin/hermes"));
    }

    private Child startServer() {
        return hermes.start("server", Map.of()).await("control socket", this::takesCommands, LIMIT);
    }

    private boolean takesCommands() {
        return Files.exists(folder.resolve("server.sock"));
    }

    @ParameterizedTest
    @CsvSource({
        "--help, hermes client-NAME",
        "server --help, --config",
        "client-ldap --help, hermes client-ldap",
        "server-cli --help, hermes server-cli status -j",
        "client-ldap-cli status --help, --json",
        "validate --help, hermes validate server",
        "demo --help, --keep",
        "plugins --help, hermes plugins -v webservice",
        "version, hermes 2."
    })
    void helpsEverywhere(String line, String expected) throws Exception {
        Outcome outcome = hermes(line.split(" "));

        assertThat(outcome.output())
                .contains(expected.split(" ")[0])
                .contains(expected.substring(expected.indexOf(' ') + 1));
        assertThat(outcome.code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--frobnicate",
                "frobnicate",
                "server --frobnicate",
                "server-cli",
                "server-cli frobnicate",
                "client-ldap-cli initsync",
                "validate somebody",
                "server-cli status --xml"
            })
    void endsWith2OnAWrongCommandLine(String line) throws Exception {
        assertThat(hermes(line.split(" ")).code()).isEqualTo(2);
    }

    @Test
    void takesTheApplicationFromTheNameOfASymlink() throws Exception {
        assertThat(run(symlink("hermes-server"), "--help").output()).contains("Usage: hermes server");
        assertThat(run(symlink("hermes-server-cli"), "--help").output()).contains("Usage: hermes server-cli");
        assertThat(run(symlink("hermes-client-ldap"), "--help").output()).contains("Usage: hermes client-ldap");
        assertThat(run(symlink("hermes-client-ldap-cli"), "--help").output()).contains("Usage: hermes client-ldap-cli");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "validate", "validate server"})
    void endsWith78AndOneLinePerMistake(String line) throws Exception {
        hermes.configure(
                "hermes-server-config.yml",
                SERVER_CONFIG.formatted("maybe").replace("updateInterval", "updateIntervall"));

        Outcome outcome = hermes(line.split(" "));

        assertThat(outcome.code()).isEqualTo(78);
        assertThat(outcome.output().lines())
                .allSatisfy(problem -> assertThat(problem).startsWith("hermes-server-config.yml:"))
                .anySatisfy(problem -> assertThat(problem).contains("dont_manage_sockfile"))
                .anySatisfy(problem -> assertThat(problem).contains("updateIntervall"));
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void validatesWithoutTouchingAnything() throws Exception {
        Outcome outcome = hermes("validate");

        assertThat(outcome)
                .isEqualTo(
                        new Outcome(
                                0,
                                "hermes-server-config.yml: valid: 1 data types (People); 1 sources (hr: sqlite); bus sqlite\n"));
        assertThat(folder.resolve("cache")).doesNotExist();
        assertThat(folder.resolve("bus.sqlite")).doesNotExist();
    }

    @Test
    void listsThePluginsThatAreInstalled() throws Exception {
        Outcome all = hermes("plugins");
        assertThat(all.code()).isZero();
        assertThat(all.output().lines())
                .anySatisfy(line -> assertThat(line).matches("datasource +sqlite +2\\.\\S+ +shipped +uri"))
                .anySatisfy(line -> assertThat(line).matches("bus +sqlite +2\\.\\S+ +shipped +uri, retention_in_days"))
                .anySatisfy(line -> assertThat(line).matches("filter +regex_search +2\\.\\S+ +shipped"))
                .anySatisfy(line -> assertThat(line).matches("target +webservice +2\\.\\S+ +shipped +url, .*calls"));

        Outcome one = hermes("plugins", "-v", "webservice");
        assertThat(one.output())
                .startsWith("target webservice (version 2.")
                .contains(
                        "\n  url: string that matches https?://.+; required. What the address of each call begins with.\n")
                .contains("\n  timeout: int from 1 to 3600; default 30. Seconds to wait")
                .contains("\n  ssl.cafile: string. PEM file of the");
        assertThat(hermes("plugins", "nobody")).satisfies(none -> {
            assertThat(none.code()).isEqualTo(2);
            assertThat(none.output()).startsWith("no plugin 'nobody' is installed");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"plugins", "validate", "server"})
    void tellsOfABrokenJarOnOneLine(String line) throws Exception {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Files.writeString(plugins.resolve("half.jar"), "PK and no more");

        Outcome outcome = run(
                Path.of("env"),
                "HERMES_PLUGINS=" + plugins,
                home.resolve("bin/hermes").toString(),
                line);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output())
                .startsWith(plugins.resolve("half.jar") + ": it cannot be read as a jar (")
                .hasLineCount(1);
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void findsMisspelledHandlersWhenItValidates() throws Exception {
        Path handlers = Files.createDirectories(folder.resolve("routes/handler"));
        Files.writeString(handlers.resolve("board.camel.yaml"), """
                - route:
                    id: added
                    from:
                      uri: direct:on_Users_aded
                      steps:
                        - log: {message: "a"}
                - route:
                    id: removed
                    from:
                      uri: direct:on_Groups_removed
                      steps:
                        - log: {message: "a"}
                """);
        hermes.configure("hermes-client-board-config.yml", """
                hermes:
                  cache: {dirpath: cache}
                  logs: {logfile: null}
                  plugins: {messagebus: {sqlite: {settings: {uri: bus.sqlite}}}}
                hermes-client:
                  datamodel:
                    Users: {hermesType: Users, attrsmapping: {login: login}}
                """);
        String[] validate = {
            "HERMES_ROUTES=" + folder.resolve("routes"),
            home.resolve("bin/hermes").toString(),
            "validate",
            "client-board"
        };

        Outcome outcome = run(Path.of("env"), validate);

        assertThat(outcome.code()).isEqualTo(78);
        assertThat(outcome.output().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .contains(
                                        "handler/board.camel.yaml:",
                                        "on_Users_aded: unknown event 'aded'; right names:"),
                        line -> assertThat(line)
                                .contains("handler/board.camel.yaml:", "on_Groups_removed: unknown type 'Groups'"));
        assertThat(folder.resolve("cache")).doesNotExist();

        Files.createDirectory(folder.resolve("cache"));
        Files.writeString(
                folder.resolve("cache/_hermesconfig.json"),
                "{\"__HERMES_VERSION__\": \"1.0.9\", \"content\":"
                        + " {\"hermes-client\": {\"datamodel\": {\"Groups\": {\"hermesType\": \"Groups\"}}}}}");
        assertThat(run(Path.of("env"), validate).output())
                .as("the objects of a type that the cache still has are to be removed")
                .hasLineCount(1)
                .contains("aded");
    }

    @Test
    void steersARunningServerAndEndsWith0OnQuit() throws Exception {
        try (Child server = startServer()) {
            assertThat(hermes("server-cli", "update").code()).isZero();
            assertThat(hermes("server-cli", "status", "-j").output())
                    .contains("\"status\": \"running\"")
                    .doesNotContain("warning");
            assertThat(hermes("server-cli", "pause")).isEqualTo(new Outcome(0, ""));
            assertThat(hermes("server-cli", "pause"))
                    .satisfies(again -> assertThat(again.code()).isEqualTo(1))
                    .satisfies(again -> assertThat(again.output()).contains("hermes-server is already paused, since "));
            assertThat(hermes("server-cli", "resume")).isEqualTo(new Outcome(0, ""));
            assertThat(hermes("server-cli", "quit").code()).isZero();
            assertThat(server.awaitExit(LIMIT)).isZero();
        }
        assertThat(hermes("server-cli", "status").code()).isEqualTo(1);
        assertThat(folder.resolve("server.sock")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void endsWith0OnASignal(String signal) throws Exception {
        try (Child server = startServer()) {
            server.signal(signal);

            assertThat(server.awaitExit(LIMIT)).isZero();
        }
        assertThat(Files.readString(folder.resolve("logs/server.log"))).contains("SIG" + signal + ": stopping");
    }

    @Test
    void tellsOnHangupWhatARestartWouldFind() throws Exception {
        try (Child server = startServer()) {
            server.signal("HUP");
            server.awaitLog("SIGHUP: hermes-server-config.yml is valid; nothing is reloaded", LIMIT);
            hermes.configure("hermes-server-config.yml", "hermes: {}");
            server.signal("HUP");
            server.awaitLog("SIGHUP: hermes-server-config.yml is not valid", LIMIT);

            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void keepsASecondInstanceOut() throws Exception {
        try (Child server = startServer()) {
            Outcome second = hermes("server");

            assertThat(second.code()).isEqualTo(75);
            assertThat(second.output())
                    .contains("another instance is running: it holds " + Path.of("cache", ".lock"))
                    .hasLineCount(1);
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void givesFilesTheModesOfTheUmask() throws Exception {
        try (Child server = startServer()) {
            assertThat(hermes("server-cli", "update").code()).isZero();

            assertThat(mode("server.sock")).isEqualTo("rw-rw----");
            assertThat(mode("cache")).isEqualTo("rwxr-x---");
            assertThat(mode("logs")).isEqualTo("rwxr-x---");
            assertThat(mode("logs/server.log")).isEqualTo("rw-r-----");
            assertThat(server.isAlive()).isTrue();
        }
    }

    private String mode(String file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }

    /** Perl, which every Debian has, plays systemd. */
    @Test
    void takesTheSocketThatSystemdHandsOver() throws Exception {
        hermes.configure("hermes-server-config.yml", SERVER_CONFIG.formatted("true"));
        String systemd = """
                use Socket;
                $^F = 3;
                chdir($ARGV[0]) or die;
                socket(my $listening, PF_UNIX, SOCK_STREAM, 0) or die;
                fileno($listening) == 3 or die "descriptor " . fileno($listening);
                bind($listening, sockaddr_un("server.sock")) or die;
                listen($listening, 5) or die;
                $ENV{LISTEN_PID} = $$;
                $ENV{LISTEN_FDS} = 1;
                exec($ARGV[1], "server") or die;
                """;
        List<String> command = List.of("perl", "-e", systemd, folder.toString(), home + "/bin/hermes");
        try (Child server = Child.start(folder.resolve("server.out"), Map.of(), Duration.ofSeconds(20), command)) {
            server.await("control socket", this::takesCommands, LIMIT);

            assertThat(hermes("server-cli", "status").output()).contains("status: running");
        }
        assertThat(folder.resolve("server.sock")).exists();
    }

    @Test
    void saysThatNoSocketWasHandedOver() throws Exception {
        hermes.configure("hermes-server-config.yml", SERVER_CONFIG.formatted("true"));

        Outcome outcome = hermes("server");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output()).contains("systemd has handed over no listening socket");
    }
}

package org.hermescdc.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way over a broker, with the built distribution and the files of an example: rows of SQLite, server and client as
 * processes of their own, one text file of mail addresses for each group.
 */
abstract class MailingListsJourney {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String CLIENT = "client-mailinglists";

    private final Map<Integer, String> mails = new TreeMap<>();
    private final Map<Integer, String> names = new TreeMap<>();
    private final Map<Integer, TreeSet<Integer>> members = new TreeMap<>();
    private final Random random = new Random(11);
    private Distribution hermes;
    private SqliteFile source;
    private Child server;
    private Child client;

    /** A configuration file of the example, for the broker of the test. */
    abstract String configured(String file) throws IOException;

    /** What the configuration takes from the environment. */
    abstract Map<String, String> environment();

    abstract void killBroker();

    abstract void startBroker() throws IOException;

    /** Puts a message on the bus that Hermes did not write. */
    abstract void putForeign(String text) throws Exception;

    /** Makes the distribution and the broker ready, before anything starts. */
    void install(Distribution hermes) throws Exception {}

    @BeforeEach
    void prepare(@TempDir Path folder) throws Exception {
        hermes = Distribution.unpack(folder);
        install(hermes);
        for (String file : List.of("hermes-server-config.yml", "hermes-client-mailinglists-config.yml")) {
            hermes.configure(file, configured(file));
        }
        source = new SqliteFile(hermes.work().resolve("university.sqlite"));
        source.execute(
                "CREATE TABLE users (user_id INTEGER PRIMARY KEY, login TEXT, mail TEXT)",
                "CREATE TABLE groups (group_id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE TABLE memberships (user_id INTEGER, group_id INTEGER, PRIMARY KEY (user_id, group_id))");
        for (int group = 0; group < 2; group++) {
            names.put(group, "group" + group);
            members.put(group, new TreeSet<>());
            source.execute("INSERT INTO groups VALUES (" + group + ", 'group" + group + "')");
        }
        for (int user = 0; user < 30; user++) {
            come(user);
            join(user, user % 2);
        }
    }

    @AfterEach
    void endAll() {
        Stream.of(server, client).filter(child -> child != null).forEach(Child::close);
    }

    @Test
    void arrivesAtTheSameStateThroughDeathsOfClientServerAndBroker() throws Exception {
        server = hermes.start("server", environment());
        await("the first cycle", () -> hermesSays("lastUpdate: 2", "server-cli", "status"));
        hermes.run("server-cli", "initsync");
        client = hermes.start(CLIENT, environment());
        awaitFiles("after the initsync");

        change();
        putForeign("somebody else's");
        await("the foreign message to be counted", () -> hermesSays("foreignMessages: 1", CLIENT + "-cli", "status"));
        assertThat(client.log()).containsOnlyOnce("not JSON");
        client.kill();
        change();
        client = hermes.start(CLIENT, environment());
        awaitFiles("after a death of the client");

        change();
        server.kill();
        change();
        server = hermes.start("server", environment());
        awaitFiles("after a death of the server");

        killBroker();
        change();
        startBroker();
        change();
        awaitFiles("after a death of the broker");

        assertThat(hermes.run(CLIENT + "-cli", "status", "-j")).doesNotContain("errorQueue");
        for (Child program : List.of(server, client)) {
            program.signal("TERM");
            assertThat(program.awaitExit(LIMIT)).as(program.log()).isZero();
            assertThat(program.log()).doesNotContain("\tat ");
            assertThat(environment().values()).noneMatch(program.log()::contains);
        }
    }

    /** Memberships come and go, an address and a name change, somebody leaves and somebody comes. */
    private void change() {
        for (int i = 0; i < 15; i++) {
            int user = anyOf(mails);
            int group = anyOf(members);
            if (members.get(group).remove(user)) {
                source.execute("DELETE FROM memberships WHERE user_id = " + user + " AND group_id = " + group);
            } else {
                join(user, group);
            }
        }
        leave(anyOf(mails));
        come(100 + random.nextInt(1_000_000));
        int user = anyOf(mails);
        mails.put(user, "new" + random.nextInt(1_000_000) + "@example.edu");
        source.execute("UPDATE users SET mail = '" + mails.get(user) + "' WHERE user_id = " + user);
        int group = anyOf(names);
        names.put(group, "renamed" + random.nextInt(1_000_000));
        source.execute("UPDATE groups SET name = '" + names.get(group) + "' WHERE group_id = " + group);
    }

    private int anyOf(Map<Integer, ?> objects) {
        return new ArrayList<>(objects.keySet()).get(random.nextInt(objects.size()));
    }

    private void come(int user) {
        mails.put(user, "user" + user + "@example.edu");
        source.execute("INSERT INTO users VALUES (" + user + ", 'user" + user + "', '" + mails.get(user) + "')");
    }

    private void leave(int user) {
        mails.remove(user);
        members.values().forEach(users -> users.remove(user));
        source.execute("DELETE FROM memberships WHERE user_id = " + user, "DELETE FROM users WHERE user_id = " + user);
    }

    private void join(int user, int group) {
        members.get(group).add(user);
        source.execute("INSERT INTO memberships VALUES (" + user + ", " + group + ")");
    }

    private void awaitFiles(String when) throws IOException {
        Map<String, List<String>> expected = new TreeMap<>();
        members.forEach((group, users) -> expected.put(
                names.get(group) + ".txt",
                users.stream().map(mails::get).sorted().toList()));
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!files().equals(expected) && System.nanoTime() < end) {
            pause();
        }
        assertThat(files()).as(when + "; " + logs()).isEqualTo(expected);
    }

    private Map<String, List<String>> files() {
        Path folder = hermes.work().resolve("mailinglists");
        Map<String, List<String>> found = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    found.put(file.getFileName().toString(), Files.readAllLines(file));
                }
            } catch (IOException changing) {
                return Map.of(changing.toString(), List.of());
            }
        }
        return found;
    }

    private boolean hermesSays(String text, String... command) throws IOException {
        Path log = hermes.work().resolve("await.log");
        Files.deleteIfExists(log);
        return hermes.status(log, environment(), command) == 0
                && Files.readString(log).contains(text);
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Condition condition) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(what + "; " + logs()).isLessThan(end);
            pause();
        }
    }

    private String logs() {
        return "server:\n" + server.log() + "\nclient:\n" + (client == null ? "" : client.log());
    }

    private static void pause() {
        LockSupport.parkNanos(100_000_000);
    }
}

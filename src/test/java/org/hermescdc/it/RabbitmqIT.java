package org.hermescdc.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole way over RabbitMQ, with the built distribution and the files of {@code config/rabbitmq}. */
@ExtendWith(Rabbitmq.class)
class RabbitmqIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Path EXAMPLE = Path.of("config/rabbitmq");
    private static final String CLIENT = "client-mailinglists";
    private static final List<String> GROUPS = List.of("staff", "students");

    private final Rabbitmq.Server broker;
    private final Map<Integer, TreeSet<Integer>> members = new TreeMap<>();
    private Map<String, String> environment;
    private Distribution hermes;
    private SqliteFile source;
    private Child server;
    private Child client;

    RabbitmqIT(Rabbitmq.Server broker) {
        this.broker = broker;
    }

    @BeforeEach
    void prepare(@TempDir Path folder) throws IOException {
        hermes = Distribution.unpack(folder);
        environment = Map.of("RABBITMQ_ADDRESS", "guest:guest@127.0.0.1:" + broker.port());
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            for (Path file : files.toList()) {
                Files.copy(file, hermes.work().resolve(file.getFileName()));
            }
        }
        source = new SqliteFile(hermes.work().resolve("university.sqlite"));
        source.execute(
                "CREATE TABLE users (user_id INTEGER PRIMARY KEY, login TEXT, mail TEXT)",
                "CREATE TABLE groups (group_id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE TABLE memberships (user_id INTEGER, group_id INTEGER, PRIMARY KEY (user_id, group_id))");
        for (int group = 0; group < GROUPS.size(); group++) {
            source.execute("INSERT INTO groups VALUES (" + group + ", '" + GROUPS.get(group) + "')");
            members.put(group, new TreeSet<>());
        }
        IntStream.range(0, 60)
                .forEach(user -> source.execute(
                        "INSERT INTO users VALUES (" + user + ", 'user" + user + "', '" + mail(user) + "')"));
        IntStream.range(0, 30).forEach(user -> join(user, user % 2));
    }

    @AfterEach
    void endAll() {
        Stream.of(server, client).filter(child -> child != null).forEach(Child::close);
    }

    @Test
    void arrivesAtTheSameStateThroughDeathsOfClientAndBroker() throws IOException {
        server = hermes.start("server", environment);
        await("the first cycle", () -> hermesSays("lastUpdate: 2", "server-cli", "status"));
        hermes.run("server-cli", "initsync");
        client = hermes.start(CLIENT, environment);
        awaitFiles("after the initsync");

        Random random = new Random(11);
        change(random);
        broker.put("hermes-events", "somebody else's");
        await("the foreign message to be counted", () -> hermesSays("foreignMessages: 1", CLIENT + "-cli", "status"));
        assertThat(client.log()).containsOnlyOnce("not JSON");
        client.kill();
        change(random);
        client = hermes.start(CLIENT, environment);
        awaitFiles("after a death of the client");

        broker.kill();
        change(random);
        broker.start();
        change(random);
        awaitFiles("after a death of the broker");

        assertThat(hermes.run(CLIENT + "-cli", "status", "-j")).doesNotContain("errorQueue");
        server.signal("TERM");
        client.signal("TERM");
        assertThat(server.awaitExit(LIMIT)).as(server.log()).isZero();
        assertThat(client.awaitExit(LIMIT)).as(client.log()).isZero();
        assertThat(server.log() + client.log()).doesNotContain("\tat ").doesNotContain("guest:guest");
    }

    private void change(Random random) {
        for (int i = 0; i < 15; i++) {
            int user = random.nextInt(60);
            int group = random.nextInt(GROUPS.size());
            if (members.get(group).contains(user)) {
                members.get(group).remove(user);
                source.execute("DELETE FROM memberships WHERE user_id = " + user + " AND group_id = " + group);
            } else {
                join(user, group);
            }
        }
    }

    private void join(int user, int group) {
        members.get(group).add(user);
        source.execute("INSERT INTO memberships VALUES (" + user + ", " + group + ")");
    }

    private static String mail(int user) {
        return "user%02d@example.edu".formatted(user);
    }

    private void awaitFiles(String when) throws IOException {
        Map<String, List<String>> expected = new TreeMap<>();
        members.forEach((group, users) -> expected.put(
                GROUPS.get(group) + ".txt", users.stream().map(RabbitmqIT::mail).toList()));
        await(when, () -> files().equals(expected));
        assertThat(files()).as(when).isEqualTo(expected);
    }

    private Map<String, List<String>> files() throws IOException {
        Path folder = hermes.work().resolve("mailinglists");
        Map<String, List<String>> found = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    found.put(file.getFileName().toString(), Files.readAllLines(file));
                }
            }
        }
        return found;
    }

    private boolean hermesSays(String text, String... command) throws IOException {
        Path log = hermes.work().resolve("await.log");
        Files.deleteIfExists(log);
        return hermes.status(log, environment, command) == 0
                && Files.readString(log).contains(text);
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Condition condition) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime())
                    .as(what + "; server:\n" + server.log() + "\nclient:\n" + (client == null ? "" : client.log()))
                    .isLessThan(end);
            LockSupport.parkNanos(100_000_000);
        }
    }
}

package org.hermescdc.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.store.FailingDisk.Died;
import org.hermescdc.store.FailingDisk.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One life of a cache, step by step, ended at each operation on the disk: what is there afterwards is what was there
 * before or after the step that was under way, file by file.
 */
class CrashTest {

    private static final List<String> ID = List.of("id");
    private static final List<String> LOGIN = List.of("login");

    @TempDir
    Path temporary;

    /** What is done to a cache; {@code lasting} if it survives a power failure once it has returned. */
    private record Step(String name, boolean lasting, Action action) {}

    private interface Action {
        void on(Life life);
    }

    /** A process that has the cache open. */
    private static final class Life {
        private final Path directory;
        private final Disk disk;
        private FileStore store;
        private List<String> userKey = ID;

        Life(Path directory, Disk disk) {
            this.directory = directory;
            this.disk = disk;
        }

        void open(boolean compression) {
            store = FileStore.open(new FileStore.Options(directory, 0027, compression, 2), disk);
        }

        Table<Key, Entry> users() {
            return store.entries("Users", userKey);
        }

        Table<Key, Entry> groups() {
            return store.entries("Groups", ID);
        }

        Table<Integer, String> queue() {
            return store.table("_errorqueue", QueueFormat.INSTANCE, FileKind.PRIVATE_DATA);
        }

        Document schema() {
            return store.document("_dataschema", FileKind.DATA);
        }
    }

    private static final List<Step> LIFE = List.of(
            new Step("open", true, life -> life.open(false)),
            new Step(
                    "first unit",
                    false,
                    life -> life.store.apply(new UnitOfWork()
                            .put(life.users(), Key.of(1), user(1, "ana"))
                            .put(life.users(), Key.of(2), user(2, "ben"))
                            .put(life.groups(), Key.of(7), user(7, "staff"))
                            .put(life.queue(), 1, "no such place")
                            .set(life.schema(), Map.of("Users", 1)))),
            new Step("flush", true, life -> life.store.flush()),
            new Step("first save", true, life -> life.store.save()),
            new Step(
                    "second unit",
                    false,
                    life -> life.store.apply(new UnitOfWork()
                            .put(life.users(), Key.of(1), user(1, "anna"))
                            .remove(life.queue(), 1))),
            new Step("third unit", false, life -> life.store.apply(new UnitOfWork().remove(life.users(), Key.of(2)))),
            new Step("second save", true, life -> life.store.save()),
            new Step(
                    "unit with save",
                    true,
                    life -> life.store.save(new UnitOfWork()
                            .put(life.users(), Key.of(3), user(3, "carl"))
                            .put(life.queue(), 2, "no such group"))),
            new Step(
                    "full backups",
                    true,
                    life -> life.store.save(new UnitOfWork().put(life.users(), Key.of(4), user(4, "dora")))),
            new Step(
                    "unit before restart",
                    false,
                    life -> life.store.apply(new UnitOfWork()
                            .put(life.users(), Key.of(5), user(5, "emil"))
                            .put(life.groups(), Key.of(8), user(8, "guests")))),
            new Step("restart, now compressed", false, life -> life.open(true)),
            new Step(
                    "save with a table not open",
                    true,
                    life -> life.store.save(new UnitOfWork().put(life.users(), Key.of(6), user(6, "fay")))),
            new Step(
                    "unit on top of what was carried over",
                    false,
                    life -> life.store.apply(new UnitOfWork().remove(life.groups(), Key.of(7)))),
            new Step("save of everything", true, life -> {
                life.queue();
                life.schema();
                life.store.save();
            }),
            new Step(
                    "unit before another restart",
                    false,
                    life -> life.store.apply(new UnitOfWork()
                            .put(life.users(), Key.of(11), user(11, "xaver"))
                            .put(life.groups(), Key.of(9), user(9, "alumni")))),
            new Step("restart", false, life -> life.open(true)),
            new Step(
                    "save that takes the journal back, with a table not open",
                    true,
                    life -> life.store.save(new UnitOfWork().remove(life.users(), Key.of(11)))),
            new Step("save with all tables open", true, life -> {
                life.groups();
                life.store.save();
            }),
            new Step(
                    "unit that is taken back",
                    false,
                    life -> life.store.apply(new UnitOfWork().put(life.users(), Key.of(11), user(11, "xaver")))),
            new Step(
                    "save that takes the journal back",
                    true,
                    life -> life.store.save(new UnitOfWork().remove(life.users(), Key.of(11)))),
            new Step("rekey", true, life -> {
                if (life.userKey.equals(ID)) {
                    life.store.save(new UnitOfWork().rekey(life.users(), LOGIN));
                    life.userKey = LOGIN;
                }
            }),
            new Step(
                    "forget backups",
                    true,
                    life -> life.store.save(new UnitOfWork()
                            .put(life.users(), Key.of("zoe"), user(9, "zoe"))
                            .forgetBackups(life.users())
                            .forgetBackups(life.queue()))),
            new Step(
                    "drop",
                    false,
                    life -> life.store.apply(
                            new UnitOfWork().drop(life.groups()).delete(life.schema()))),
            new Step("save after drop", true, life -> life.store.save()),
            new Step(
                    "unit that is undone by the next",
                    false,
                    life -> life.store.apply(new UnitOfWork().put(life.users(), Key.of("yan"), user(10, "yan")))),
            new Step("the next", false, life -> life.store.apply(new UnitOfWork().remove(life.users(), Key.of("yan")))),
            new Step("save of nothing", true, life -> life.store.save()));

    /** What stands in the cache: rows by collection, and the bytes of the files that are there at rest. */
    private record State(Map<String, List<String>> rows, Map<String, String> files) {

        static State of(Path directory) throws IOException {
            Map<String, String> files = filesOf(directory);
            Path copy = Files.createTempDirectory(directory.getParent(), "copy");
            for (Path file : list(directory)) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
            Life reader = new Life(copy, new RealDisk());
            reader.open(true);
            return new State(rows(reader), files);
        }

        static Map<String, List<String>> rows(Life life) {
            Map<String, List<String>> rows = new TreeMap<>();
            for (Table<?, ?> table : List.of(life.users(), life.groups(), life.queue())) {
                List<String> lines = new ArrayList<>(List.of("exists: " + table.exists()));
                table.values().map(Object::toString).sorted().forEach(lines::add);
                rows.put(table.name(), lines);
            }
            rows.put("_dataschema", List.of(life.schema().value().toString()));
            return rows;
        }

        private static Map<String, String> filesOf(Path directory) throws IOException {
            Map<String, String> files = new TreeMap<>();
            for (Path file : list(directory)) {
                String name = file.getFileName().toString();
                if (!name.equals("_journal")) {
                    String mode = Files.getPosixFilePermissions(file).toString();
                    files.put(name, mode + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
            return files;
        }

        private static List<Path> list(Path directory) throws IOException {
            try (Stream<Path> files = Files.list(directory)) {
                return files.sorted().toList();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"KILLED", "POWER_LOST"})
    void aDeathAtAnyOperationLeavesTheOldOrTheNewState(Failure failure) throws IOException {
        List<State> states = statesOfAnUndisturbedLife();
        int operation = 1;
        while (true) {
            Path directory = Files.createDirectory(temporary.resolve(failure + "-" + operation));
            FailingDisk disk = new FailingDisk(failure, operation);
            int step = liveUntilDeath(new Life(directory, disk));
            if (step == LIFE.size()) {
                break;
            }
            dieAgainWhileReopening(directory, failure);
            FileStore.open(options(directory)).close();
            int oldest = failure == Failure.KILLED ? step : lastLasting(step);
            assertThat(State.of(directory))
                    .as(
                            "dead at operation %d, in step '%s'",
                            operation, LIFE.get(step).name())
                    .isIn(states.subList(oldest, step + 2));
            operation++;
        }
        assertThat(operation).isGreaterThan(100);
    }

    @Test
    void aFullDiskAtAnyOperationIsToldAndLosesNothing() throws IOException {
        List<State> states = statesOfAnUndisturbedLife();
        for (int operation = 1; ; operation++) {
            Path directory = Files.createDirectory(temporary.resolve("full-" + operation));
            FailingDisk disk = new FailingDisk(Failure.DISK_FULL, operation);
            Life life = new Life(directory, disk);
            for (int step = 0; step < LIFE.size(); step++) {
                tryUntilItWorks(life, step, states);
            }
            assertThat(State.of(directory))
                    .as("failed at operation %d", operation)
                    .isEqualTo(states.get(LIFE.size()));
            if (!disk.hasFailed()) {
                return;
            }
        }
    }

    private static void tryUntilItWorks(Life life, int step, List<State> states) {
        for (int attempt = 0; attempt < 10; attempt++) {
            try {
                LIFE.get(step).action().on(life);
                return;
            } catch (StoreException e) {
                assertThat(e).hasMessageContaining("No space left on device");
                if (life.store != null && step > 0 && !LIFE.get(step).name().startsWith("restart")) {
                    assertThat(State.rows(life))
                            .isIn(states.get(step).rows(), states.get(step + 1).rows());
                }
            }
        }
        throw new AssertionError("step '" + LIFE.get(step).name() + "' never worked");
    }

    private List<State> statesOfAnUndisturbedLife() throws IOException {
        Path directory = Files.createTempDirectory(temporary, "undisturbed");
        Life life = new Life(directory, FailingDisk.never());
        List<State> states = new ArrayList<>(List.of(State.of(directory)));
        for (Step step : LIFE) {
            step.action().on(life);
            states.add(State.of(directory));
        }
        return states;
    }

    /** Returns the step in which it died, or the number of steps. */
    private static int liveUntilDeath(Life life) {
        for (int step = 0; step < LIFE.size(); step++) {
            try {
                LIFE.get(step).action().on(life);
            } catch (Died e) {
                return step;
            }
        }
        return LIFE.size();
    }

    /** The next start dies too, at each of its operations. */
    private void dieAgainWhileReopening(Path directory, Failure failure) {
        for (int operation = 1; ; operation++) {
            FailingDisk disk = new FailingDisk(failure, operation);
            try {
                FileStore.open(options(directory), disk).close();
                return;
            } catch (Died e) {
                continue;
            }
        }
    }

    private static int lastLasting(int step) {
        int last = step;
        while (last > 0 && !LIFE.get(last - 1).lasting()) {
            last--;
        }
        return last;
    }

    private static FileStore.Options options(Path directory) {
        return new FileStore.Options(directory, 0027, true, 2);
    }

    private static Entry user(int id, String login) {
        return Entry.of(Map.of("id", id, "login", login));
    }
}

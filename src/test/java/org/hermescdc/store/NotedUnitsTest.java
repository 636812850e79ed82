package org.hermescdc.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A full disk takes back the change that could not be recorded, and never what was noted before it. */
class NotedUnitsTest {

    private static final List<String> ID = List.of("id");

    @TempDir
    Path directory;

    @TestFactory
    List<DynamicTest> keepsWhatWasNotedWhereTheNextChangeCannotBeRecorded() {
        return IntStream.rangeClosed(1, 20)
                .mapToObj(operation -> DynamicTest.dynamicTest("operation " + operation, () -> fillAt(operation)))
                .toList();
    }

    private void fillAt(int operation) {
        Path cache = directory.resolve("cache" + operation);
        FailingDisk disk = new FailingDisk(FailingDisk.Failure.DISK_FULL, operation);
        Store store = retried(() -> open(cache, disk));
        boolean refused = false;
        boolean failedBefore = disk.hasFailed();
        Table<Key, Entry> users = store.entries("Users", ID);
        store.note(put(users, 1));
        try {
            store.apply(put(users, 2));
        } catch (StoreException e) {
            refused = true;
            assertThat(users.keys()).containsExactly(Key.of(1));
        }
        assertThat(refused || failedBefore).isEqualTo(disk.hasFailed());
        retried((Runnable) store::record);
        retried((Runnable) () -> store.apply(put(users, 3)));
        store.close();
        try (Store again = open(cache, FailingDisk.never())) {
            List<Key> keys = refused ? List.of(Key.of(1), Key.of(3)) : List.of(Key.of(1), Key.of(2), Key.of(3));
            assertThat(again.entries("Users", ID).keys()).isEqualTo(keys);
        }
    }

    /** The disk has room again after three failures at most. */
    private static <T> T retried(Supplier<T> action) {
        for (int failures = 0; ; failures++) {
            try {
                return action.get();
            } catch (StoreException e) {
                assertThat(failures).isLessThan(3);
            }
        }
    }

    private static void retried(Runnable action) {
        retried(() -> {
            action.run();
            return true;
        });
    }

    private static UnitOfWork put(Table<Key, Entry> users, int id) {
        return new UnitOfWork().put(users, Key.of(id), Entry.of(Map.of("id", id)));
    }

    private static Store open(Path cache, Disk disk) {
        return FileStore.open(new FileStore.Options(cache, 0077, false, 0), disk);
    }
}

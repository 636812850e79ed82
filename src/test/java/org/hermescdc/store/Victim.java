package org.hermescdc.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;

/**
 * A process to be killed: counts in a cache, every number a unit of work over several files, and prints each number once
 * it is applied. It goes on from where the cache stands.
 */
public final class Victim {

    static final int ROWS = 40;
    private static final int UNITS_PER_SAVE = 7;

    private final Store store;
    final Table<Key, Entry> users;
    final Table<Integer, String> queue;
    final Table<String, Object> state;

    /** @param place a directory of files, or the URL of a database */
    Victim(String place) {
        store = place.startsWith("jdbc:")
                ? JdbcStore.open(new JdbcStore.Options(place, Optional.of("postgres"), Optional.empty(), "hermes-test"))
                : FileStore.open(new FileStore.Options(Path.of(place), 0027, true, 2));
        users = store.entries("Users", List.of("id"));
        queue = store.table("_errorqueue", QueueFormat.INSTANCE, FileKind.PRIVATE_DATA);
        state = store.fields("_state", FileKind.STATE);
    }

    /** @param arguments the place of the cache */
    public static void main(String[] arguments) {
        Victim victim = new Victim(arguments[0]);
        for (long number = victim.number() + 1; ; number++) {
            victim.count(number);
            System.out.println(number);
        }
    }

    /** The last number that the cache knows. */
    long number() {
        return state.exists() ? (Long) state.get("number") : 0;
    }

    private void count(long number) {
        UnitOfWork unit = new UnitOfWork()
                .put(state, "number", number)
                .put(users, Key.of(number % ROWS), Entry.of(Map.of("id", number % ROWS, "number", number)))
                .put(queue, (int) number, "number " + number)
                .remove(queue, (int) number - 1);
        if (number % UNITS_PER_SAVE == 0) {
            store.save(unit);
        } else {
            store.apply(unit);
        }
    }

    void close() {
        store.close();
    }
}

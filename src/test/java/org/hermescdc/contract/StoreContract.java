package org.hermescdc.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.store.Document;
import org.hermescdc.store.ErrorQueueFormat;
import org.hermescdc.store.FileKind;
import org.hermescdc.store.Store;
import org.hermescdc.store.Table;
import org.hermescdc.store.UnitOfWork;
import org.junit.jupiter.api.Test;

/** What every {@link Store} must do. */
public abstract class StoreContract {

    private static final List<String> ID = List.of("id");

    /** More rows than any store reads or writes at once. */
    private static final int MANY = 1_203;

    /** Opens the store of this test: the same content each time. */
    protected abstract Store open();

    /** Another store, whose content is of no interest. */
    protected abstract Store openAnother();

    @Test
    public void keepsEveryTypeOfValue() {
        Entry entry = Entry.of(Map.of(
                "id",
                1,
                "big",
                new BigInteger("123456789012345678901234567890"),
                "float",
                1.0,
                "flag",
                true,
                "at",
                LocalDateTime.parse("2024-01-31T12:34:56"),
                "bytes",
                Bytes.of(new byte[] {0, -1}),
                "list",
                List.of(1, "a", List.of(2.5)),
                "map",
                Map.of("k", Map.of("l", "v")),
                "nul and é",
                "\0",
                "surrogate",
                "\ud800 alone and \ud83d\ude00 paired"));
        try (Store store = open()) {
            store.save(new UnitOfWork().put(store.entries("Users", ID), Key.of(1), entry));
        }
        try (Store store = open()) {
            Entry read = store.entries("Users", ID).get(Key.of(1));
            assertThat(read).isEqualTo(entry);
            assertThat(read.get("surrogate")).isEqualTo("\ud800 alone and \ud83d\ude00 paired");
        }
    }

    @Test
    public void hasWhatWasAppliedWithoutASave() {
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            Document schema = store.document("_dataschema", FileKind.DATA);
            store.apply(new UnitOfWork().put(users, Key.of(1), user(1, "Ana")).set(schema, Map.of("Users", 1)));
            store.apply(new UnitOfWork().put(users, Key.of(2), user(2, "Ben")).remove(users, Key.of(1)));
        }
        try (Store store = open()) {
            assertThat(store.entries("Users", ID).keys()).containsExactly(Key.of(2));
            assertThat(store.document("_dataschema", FileKind.DATA).value()).contains(Map.of("Users", 1L));
        }
    }

    @Test
    public void givesRowsInTheOrderOfTheirKeys() {
        List<Object> keys = List.of(
                -1.5,
                0,
                9,
                10,
                new BigInteger("123456789012345678901234567890"),
                "",
                "10",
                "9",
                "Z",
                "a",
                "aa",
                "é",
                "\ufffd",
                "\ud83d\ude00",
                LocalDateTime.parse("1969-12-31T23:59:59"),
                LocalDateTime.parse("2024-01-31T12:34:56"));
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            UnitOfWork unit = new UnitOfWork();
            List<Object> mixed = new ArrayList<>(keys);
            Collections.rotate(mixed, 5);
            mixed.forEach(key -> unit.put(users, Key.of(key), Entry.of(Map.of("id", key))));
            store.apply(unit);
            assertThat(users.keys())
                    .containsExactlyElementsOf(keys.stream().map(Key::of).toList());
        }
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            assertThat(users.values().map(entry -> entry.get("id")).map(Key::of))
                    .containsExactlyElementsOf(keys.stream().map(Key::of).toList());
        }
    }

    @Test
    public void keepsManyRows() {
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            UnitOfWork unit = new UnitOfWork();
            IntStream.range(0, MANY).forEach(id -> unit.put(users, Key.of(id), user(id, "name " + id)));
            store.save(unit);
            UnitOfWork next = new UnitOfWork();
            IntStream.range(0, MANY).forEach(id -> next.put(users, Key.of(id), user(id, "new " + id)));
            IntStream.range(0, 100).forEach(id -> next.remove(users, Key.of(id)));
            store.apply(next);
            assertThat(users.size()).isEqualTo(MANY - 100);
        }
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            assertThat(users.size()).isEqualTo(MANY - 100);
            assertThat(users.values())
                    .containsExactlyElementsOf(IntStream.range(100, MANY)
                            .mapToObj(id -> user(id, "new " + id))
                            .toList());
            assertThat(users.contains(Key.of(99))).isFalse();
            assertThat(users.get(Key.of(100))).isEqualTo(user(100, "new 100"));
        }
    }

    @Test
    public void takesChangesOfARowInTheirOrder() {
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.apply(new UnitOfWork()
                    .put(users, Key.of(1), user(1, "Ana"))
                    .remove(users, Key.of(1))
                    .put(users, Key.of(2), user(2, "Ben"))
                    .put(users, Key.of(2), user(2, "Bert"))
                    .put(users, Key.of(3), user(3, "Carl"))
                    .clear(users)
                    .put(users, Key.of(2), user(2, "Bob")));
            assertThat(users.values()).containsExactly(user(2, "Bob"));
            assertThat(users.size()).isEqualTo(1);
        }
    }

    @Test
    public void keepsTheNewSpellingOfAKey() {
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.apply(new UnitOfWork().put(users, Key.of(1), Entry.of(Map.of("id", 1))));
            store.apply(new UnitOfWork().put(users, Key.of(1.0), Entry.of(Map.of("id", 1.0))));
            assertThat(users.size()).isEqualTo(1);
            assertThat(users.keys().get(0).value()).isEqualTo(1.0);
            assertThat(users.get(Key.of(true)).get("id")).isEqualTo(1.0);
        }
    }

    @Test
    public void tellsAnEmptyTableFromNone() {
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            Table<Key, Entry> groups = store.entries("Groups", ID);
            assertThat(users.exists()).isFalse();
            store.apply(new UnitOfWork().create(users).put(groups, Key.of(1), user(1, "staff")));
            store.apply(new UnitOfWork().remove(groups, Key.of(1)).remove(users, Key.of(7)));
        }
        try (Store store = open()) {
            assertThat(store.entries("Users", ID).exists()).isTrue();
            assertThat(store.entries("Groups", ID).exists()).isTrue();
            assertThat(store.entries("Groups", ID).isEmpty()).isTrue();
            assertThat(store.entries("Others", ID).exists()).isFalse();
            store.save(new UnitOfWork().drop(store.entries("Users", ID)).drop(store.entries("Others", ID)));
        }
        try (Store store = open()) {
            assertThat(store.entries("Users", ID).exists()).isFalse();
        }
    }

    @Test
    public void opensADroppedTableWithAnotherFormat() {
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.save(new UnitOfWork().put(users, Key.of(1), user(1, "Ana")));
            store.save(new UnitOfWork().drop(users).drop(store.entries("Empty", ID)));

            Table<Key, Entry> again = store.entries("Users", List.of("name"));
            store.apply(new UnitOfWork().put(again, Key.of("Ben"), user(2, "Ben")));
            assertThat(store.entries("Empty", List.of("name")).exists()).isFalse();
        }
        try (Store store = open()) {
            assertThat(store.entries("Users", List.of("name")).get(Key.of("Ben")))
                    .isEqualTo(user(2, "Ben"));
        }
    }

    @Test
    public void refusesToOpenATableWithAnotherFormat() {
        try (Store store = open()) {
            store.entries("Users", ID);
            assertThatThrownBy(() -> store.entries("Users", List.of("name")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the table Users is open with the format ");
        }
    }

    @Test
    public void refusesTablesOfAnotherStore() {
        try (Store store = open();
                Store other = openAnother()) {
            UnitOfWork unit = new UnitOfWork().create(other.entries("Users", ID));
            assertThatThrownBy(() -> store.apply(unit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Users does not belong to this store: open it there");
        }
    }

    @Test
    public void givesEntriesNewKeys() {
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            UnitOfWork unit = new UnitOfWork();
            IntStream.range(0, MANY).forEach(id -> unit.put(users, Key.of(id), user(id, "n" + (MANY - id))));
            store.apply(unit);
            store.save(new UnitOfWork()
                    .put(users, Key.of(-1), user(-1, "first"))
                    .rekey(users, List.of("name"))
                    .remove(users, Key.of("n1")));
        }
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", List.of("name"));
            assertThat(users.size()).isEqualTo(MANY);
            assertThat(users.get(Key.of("n2"))).isEqualTo(user(MANY - 2, "n2"));
            assertThat(users.keys().get(0)).isEqualTo(Key.of("first"));
            assertThat(users.contains(Key.of("n1"))).isFalse();
        }
    }

    @Test
    public void refusesOneKeyForTwoEntries() {
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.apply(new UnitOfWork().put(users, Key.of(1), user(1, "Ana")).put(users, Key.of(2), user(2, "Ana")));
            UnitOfWork unit =
                    new UnitOfWork().put(users, Key.of(3), user(3, "Carl")).rekey(users, List.of("name"));
            assertThatThrownBy(() -> store.save(unit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Users[2]: another entry has the key Ana too");
            assertThat(users.keys()).containsExactly(Key.of(1), Key.of(2));
            store.apply(new UnitOfWork().put(users, Key.of(4), user(4, "Dora")));
        }
        try (Store store = open()) {
            assertThat(store.entries("Users", ID).keys()).containsExactly(Key.of(1), Key.of(2), Key.of(4));
        }
    }

    @Test
    public void rekeysBySavingOnly() {
        try (Store store = open()) {
            UnitOfWork unit = new UnitOfWork().rekey(store.entries("Users", ID), List.of("name"));
            assertThatThrownBy(() -> store.apply(unit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a table is rekeyed by a save only");
        }
    }

    @Test
    public void keepsTheOrderOfDocuments() {
        Map<String, Object> types = new LinkedHashMap<>();
        types.put("Zebras", List.of());
        types.put("Apes", Map.of());
        try (Store store = open()) {
            Document schema = store.document("_dataschema", FileKind.DATA);
            store.save(new UnitOfWork().set(schema, types));
        }
        try (Store store = open()) {
            Document schema = store.document("_dataschema", FileKind.DATA);
            assertThat(schema.value().orElseThrow()).isEqualTo(types).hasToString("{Zebras=[], Apes={}}");
            store.save(new UnitOfWork().delete(schema));
            assertThat(schema.value()).isEmpty();
        }
    }

    @Test
    public void keepsFieldsWithNull() {
        try (Store store = open()) {
            Table<String, Object> state = store.fields("_hermes-server", FileKind.STATE);
            store.apply(new UnitOfWork().put(state, "exception", null).put(state, "lastUpdate", 5));
            store.save();
        }
        try (Store store = open()) {
            Table<String, Object> state = store.fields("_hermes-server", FileKind.STATE);
            assertThat(state.keys()).containsExactly("exception", "lastUpdate");
            assertThat(state.get("exception")).isNull();
            assertThat(state.contains("exception")).isTrue();
            assertThat(state.get("lastUpdate")).isEqualTo(5L);
        }
    }

    @Test
    public void keepsQueuedEventsInTheOrderOfTheirNumbers() {
        try (Store store = open()) {
            Table<Long, QueuedEvent> queue =
                    store.table("_errorqueue", ErrorQueueFormat.INSTANCE, FileKind.PRIVATE_DATA);
            store.apply(new UnitOfWork()
                    .put(queue, 10L, queued(10))
                    .put(queue, 9L, queued(9))
                    .put(queue, 100L, queued(100)));
        }
        try (Store store = open()) {
            Table<Long, QueuedEvent> queue =
                    store.table("_errorqueue", ErrorQueueFormat.INSTANCE, FileKind.PRIVATE_DATA);
            assertThat(queue.keys()).containsExactly(9L, 10L, 100L);
            assertThat(queue.values()).containsExactly(queued(9), queued(10), queued(100));
        }
    }

    @Test
    public void refusesAnEntryUnderAnotherKeyAndUndoesTheUnit() {
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            Table<Key, Entry> groups = store.entries("Groups", ID);
            store.apply(new UnitOfWork().put(groups, Key.of(7), user(7, "staff")));
            UnitOfWork unit = new UnitOfWork()
                    .drop(groups)
                    .put(users, Key.of(1), user(1, "Ana"))
                    .put(users, Key.of(2), user(3, "Ben"));
            assertThatThrownBy(() -> store.apply(unit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the entry put under the key 2 has the key 3 in [id]");
            assertThat(users.exists()).isFalse();
            assertThat(users.size()).isZero();
            assertThat(groups.values()).containsExactly(user(7, "staff"));
        }
        try (Store store = open()) {
            assertThat(store.entries("Users", ID).exists()).isFalse();
            assertThat(store.entries("Groups", ID).keys()).containsExactly(Key.of(7));
        }
    }

    private static QueuedEvent queued(long number) {
        Event.ObjectEvent event =
                new Event.Added(Event.Category.BASE, "Users", Key.of(number), Entry.of(Map.of("id", number)));
        return new QueuedEvent(number, null, event, "Users", "no such place " + number);
    }

    private static Entry user(int id, String name) {
        return Entry.of(Map.of("id", id, "name", name));
    }
}

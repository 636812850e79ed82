package org.hermescdc.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeTry;
import org.hermescdc.FullOnly;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;

/** Any sequence of units of work, saves and restarts: the store holds what plain maps hold. */
abstract class RandomUnits {

    private static final List<String> TABLES = List.of("Users", "Groups");
    private static final List<String> ID = List.of("id");

    private Path directory;

    /** One call of the store. */
    sealed interface Action {
        record Apply(List<Edit> edits) implements Action {}

        record SaveWith(List<Edit> edits) implements Action {}

        record Save() implements Action {}

        record Flush() implements Action {}

        /** Closed without a save and opened again, with tables opened when they are first used. */
        record Restart(boolean compression) implements Action {}
    }

    /** One change of a unit; values are JSON. */
    sealed interface Edit {
        record Put(String table, Object id, String value) implements Edit {}

        record Remove(String table, Object id) implements Edit {}

        record Clear(String table) implements Edit {}

        record Create(String table) implements Edit {}

        record Drop(String table) implements Edit {}

        record SetField(String name, String value) implements Edit {}

        record SetDocument(String value) implements Edit {}

        record Queue(int number, String message) implements Edit {}
    }

    /** What the store should hold. */
    private static final class Model {
        final Map<String, Map<Key, Entry>> tables = new TreeMap<>();
        final Map<String, String> fields = new TreeMap<>();
        final Map<Integer, String> queue = new TreeMap<>();
        String document;
    }

    @BeforeTry
    void newDirectory() throws IOException {
        directory = Files.createTempDirectory("store");
    }

    @AfterProperty
    void deleteDirectory() throws IOException {
        delete(directory);
    }

    @Property(tries = 100)
    void holdsWhatMapsHold(@ForAll("lives") List<Action> life) throws IOException {
        check(life);
    }

    @Property(tries = 5_000)
    @AddLifecycleHook(FullOnly.class)
    void holdsWhatMapsHoldInTheLongForm(@ForAll("lives") List<Action> life) throws IOException {
        check(life);
    }

    private void check(List<Action> life) throws IOException {
        Model model = new Model();
        Store store = open(false);
        for (Action action : life) {
            if (action instanceof Action.Apply apply) {
                store.apply(unit(apply.edits(), store, model));
            } else if (action instanceof Action.SaveWith save) {
                store.save(unit(save.edits(), store, model));
            } else if (action instanceof Action.Save) {
                store.save();
            } else if (action instanceof Action.Flush) {
                store.flush();
            } else if (action instanceof Action.Restart restart) {
                store.close();
                store = open(restart.compression());
            }
        }
        assertSame(store, model);
        store.close();
        Store again = open(true);
        assertSame(again, model);
        again.save();
        assertSame(again, model);
        assertThat(directory.resolve("_journal")).doesNotExist();
        again.close();
        delete(directory);
    }

    /** Opens the store that stands in {@code directory}. */
    abstract Store open(Path directory, boolean compression);

    private Store open(boolean compression) {
        return open(directory, compression);
    }

    private static UnitOfWork unit(List<Edit> edits, Store store, Model model) {
        UnitOfWork unit = new UnitOfWork();
        for (Edit edit : edits) {
            if (edit instanceof Edit.Put put) {
                Entry entry = Entry.of(Map.of("id", put.id(), "value", parse(put.value())));
                unit.put(table(store, put.table()), Key.of(put.id()), entry);
                model.tables
                        .computeIfAbsent(put.table(), name -> new HashMap<>())
                        .remove(Key.of(put.id()));
                model.tables.get(put.table()).put(Key.of(put.id()), entry);
            } else if (edit instanceof Edit.Remove remove) {
                unit.remove(table(store, remove.table()), Key.of(remove.id()));
                model.tables.getOrDefault(remove.table(), new HashMap<>()).remove(Key.of(remove.id()));
            } else if (edit instanceof Edit.Clear clear) {
                unit.clear(table(store, clear.table()));
                model.tables.computeIfPresent(clear.table(), (name, rows) -> new HashMap<>());
            } else if (edit instanceof Edit.Create create) {
                unit.create(table(store, create.table()));
                model.tables.computeIfAbsent(create.table(), name -> new HashMap<>());
            } else if (edit instanceof Edit.Drop drop) {
                unit.drop(table(store, drop.table()));
                model.tables.remove(drop.table());
            } else if (edit instanceof Edit.SetField field) {
                unit.put(fields(store), field.name(), parse(field.value()));
                model.fields.put(field.name(), field.value());
            } else if (edit instanceof Edit.SetDocument document) {
                unit.set(store.document("_dataschema", FileKind.DATA), parse(document.value()));
                model.document = document.value();
            } else if (edit instanceof Edit.Queue queue) {
                unit.put(queue(store), queue.number(), queue.message());
                model.queue.put(queue.number(), queue.message());
            }
        }
        return unit;
    }

    private static void assertSame(Store store, Model model) {
        for (String name : TABLES) {
            Table<Key, Entry> table = table(store, name);
            Map<Key, Entry> expected = model.tables.getOrDefault(name, Map.of());
            assertThat(table.exists()).isEqualTo(model.tables.containsKey(name));
            assertThat(table.size()).isEqualTo(expected.size());
            expected.forEach((key, entry) -> assertThat(table.get(key)).isEqualTo(entry));
            assertThat(table.values().map(entry -> Key.from(entry, ID)).map(RandomUnits::written))
                    .isEqualTo(table.keys().stream().map(RandomUnits::written).toList());
        }
        Map<String, String> fields = new TreeMap<>();
        fields(store).forEach((name, value) -> fields.put(name, ValueJson.text(value)));
        assertThat(fields).isEqualTo(model.fields);
        Map<Integer, String> queue = new TreeMap<>();
        queue(store).forEach(queue::put);
        assertThat(queue).isEqualTo(model.queue);
        assertThat(store.document("_dataschema", FileKind.DATA).value().map(ValueJson::text))
                .isEqualTo(Optional.ofNullable(model.document));
    }

    private static String written(Key key) {
        return ValueJson.text(key.value());
    }

    @Provide
    Arbitrary<List<Action>> lives() {
        Arbitrary<List<Edit>> edits = edit().list().ofMaxSize(6);
        return Arbitraries.<Action>frequencyOf(
                        Tuple.of(6, edits.map(Action.Apply::new)),
                        Tuple.of(2, edits.map(Action.SaveWith::new)),
                        Tuple.of(2, Arbitraries.just(new Action.Save())),
                        Tuple.of(1, Arbitraries.just(new Action.Flush())),
                        Tuple.of(3, Arbitraries.of(true, false).map(Action.Restart::new)))
                .list()
                .ofMaxSize(20);
    }

    private static Arbitrary<Edit> edit() {
        Arbitrary<String> table = Arbitraries.of(TABLES);
        Arbitrary<Object> id = Arbitraries.of(1L, 1.0, true, 2L, 10L, "1", "b", "\ud83d\ude00", "\uffff");
        return Arbitraries.<Edit>frequencyOf(
                Tuple.of(8, Combinators.combine(table, id, json()).as(Edit.Put::new)),
                Tuple.of(3, Combinators.combine(table, id).as(Edit.Remove::new)),
                Tuple.of(1, table.map(Edit.Clear::new)),
                Tuple.of(1, table.map(Edit.Create::new)),
                Tuple.of(1, table.map(Edit.Drop::new)),
                Tuple.of(
                        1, Combinators.combine(Arbitraries.of("a", "b"), json()).as(Edit.SetField::new)),
                Tuple.of(1, json().map(Edit.SetDocument::new)),
                Tuple.of(
                        1,
                        Combinators.combine(Arbitraries.integers().between(1, 12), Arbitraries.strings())
                                .as(Edit.Queue::new)));
    }

    private static Arbitrary<String> json() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().all().map(text -> (Object) text),
                        Arbitraries.longs().map(number -> (Object) number),
                        Arbitraries.bigIntegers().map(number -> (Object) number),
                        Arbitraries.doubles().map(number -> (Object) number),
                        Arbitraries.of(
                                true,
                                List.of(1L, "x", List.of(2.5)),
                                Map.of("k", "HermesDatetime(2024-01-31T12:34:56Z)")))
                .map(ValueJson::text);
    }

    private static Object parse(String json) {
        try {
            return ValueJson.parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Table<Key, Entry> table(Store store, String name) {
        return store.entries(name, ID);
    }

    private static Table<String, Object> fields(Store store) {
        return store.fields("_state", FileKind.STATE);
    }

    private static Table<Integer, String> queue(Store store) {
        return store.table("_errorqueue", QueueFormat.INSTANCE, FileKind.PRIVATE_DATA);
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            List<Path> files = new ArrayList<>();
            try (Stream<Path> found = Files.walk(directory)) {
                found.forEach(file -> files.add(0, file));
            }
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }
}

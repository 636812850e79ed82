package org.hermescdc.camel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hermescdc.camel.client.ClientFixture.added;
import static org.hermescdc.camel.client.ClientFixture.modified;
import static org.hermescdc.camel.client.ClientFixture.removed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.DataSchema.DataType;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.translate.FakeTemplate;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.store.Store;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The client dies at each write of its cache, and after each call of a handler, while its datamodel or the server's schema
 * changes, or the trashbin is purged, with objects in the queue and in the trashbin; the next start ends where an undisturbed one does.
 */
class ChangeCrashTest {

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> changesTheDatamodelWhereverItDies() throws IOException {
        return dying("datamodel", History::changeDatamodel);
    }

    @TestFactory
    Stream<DynamicTest> removesATypeWhereverItDies() throws IOException {
        return dying("type", History::removeType);
    }

    @TestFactory
    Stream<DynamicTest> changesThePrimaryKeyWhereverItDies() throws IOException {
        return dying("key", History::changeKey);
    }

    @TestFactory
    Stream<DynamicTest> purgesForEachLocalTypeWhereverItDies() throws IOException {
        return dying("purge", history -> history.fixture.clock.advance(Duration.ofDays(2)));
    }

    private Stream<DynamicTest> dying(String what, Consumer<History> change) throws IOException {
        DyingStore[] counting = new DyingStore[1];
        History undisturbed = history(what, change);
        undisturbed.run(store -> counting[0] = DyingStore.never(store));
        Map<String, Map<Key, Entry>> expected = undisturbed.result();
        Stream<DynamicTest> writes = IntStream.rangeClosed(1, counting[0].operations())
                .boxed()
                .flatMap(operation -> Stream.of(
                        DynamicTest.dynamicTest(what + " before write " + operation, () -> {
                            History history = history(what, change);
                            history.expectSameAfterDeath(store -> DyingStore.before(store, operation), expected);
                        }),
                        DynamicTest.dynamicTest(what + " after write " + operation, () -> {
                            History history = history(what, change);
                            history.expectSameAfterDeath(store -> DyingStore.after(store, operation), expected);
                        })));
        Stream<DynamicTest> calls = IntStream.rangeClosed(1, undisturbed.calls)
                .mapToObj(call -> DynamicTest.dynamicTest(what + " after call " + call, () -> {
                    History history = history(what, change);
                    history.dyingCall = call;
                    history.expectSameAfterDeath(UnaryOperator.identity(), expected);
                    assertThat(history.replays).isEqualTo(1);
                }));
        return Stream.concat(writes, calls);
    }

    private History history(String what, Consumer<History> change) throws IOException {
        History history = new History(Files.createTempDirectory(directory, what));
        change.accept(history);
        return history;
    }

    private static final class History {

        private final ClientFixture fixture;
        private final Map<String, Map<Key, Entry>> target = new LinkedHashMap<>();
        private String lastEffect;
        private boolean failing = true;
        private int calls;
        private int dyingCall = -1;
        private int replays;
        private String localKey = "_pkey_id";

        /** User 1 is kept, 2 in the trashbin; 3 waits to be added, 4 to be modified, 5 to be trashed. */
        History(Path directory) {
            fixture = new ClientFixture(directory, Duration.ofDays(1));
            fixture.type("Boxes", Map.of("box", FakeTemplate.plain("login")));
            fixture.target.then(this::handle);
            fixture.putInitsync(1, 2, 4, 5);
            fixture.put(removed(2), added(3), modified(4, "mail", "four@x"), removed(5));
            fixture.start();
            fixture.turn();
            fixture.turn();
            fixture.client.stop();
            failing = false;
            calls = 0;
        }

        void changeDatamodel() {
            fixture.dropType("Boxes");
            fixture.type("Users", Map.of("name", FakeTemplate.plain("login"), "mail", FakeTemplate.plain("mail")));
            fixture.type("Cards", Map.of("card", FakeTemplate.plain("login")));
        }

        void removeType() {
            fixture.put(schema(Map.of("SRVGroups", new DataType(List.of("gid"), List.of(), List.of("gid"), Map.of()))));
        }

        void changeKey() {
            localKey = "_pkey_login";
            fixture.put(schema(Map.of(
                    "SRVUsers",
                    new DataType(List.of("id", "login", "mail"), List.of("mail"), List.of("login"), Map.of()))));
            fixture.put(new Event.Removed("SRVUsers", Key.of("u1")));
        }

        private static Event schema(Map<String, DataType> types) {
            return new Event.SchemaChanged(new DataSchema(types));
        }

        /** Runs until all is done, or until it dies. */
        void run(UnaryOperator<Store> decoration) {
            fixture.storeDecoration = decoration;
            try {
                fixture.start();
                for (int turn = 0; turn < 3; turn++) {
                    fixture.turn();
                    fixture.clock.advance(Duration.ofMinutes(60));
                }
            } finally {
                fixture.close();
                fixture.client = null;
            }
        }

        void expectSameAfterDeath(UnaryOperator<Store> decoration, Map<String, Map<Key, Entry>> expected) {
            boolean died = false;
            try {
                run(decoration);
            } catch (RuntimeException | DyingStore.Death e) {
                died = true;
            }
            assertThat(died).isTrue();
            dyingCall = -1;
            run(UnaryOperator.identity());
            assertThat(result()).isEqualTo(expected);
            assertThat(replays).isLessThanOrEqualTo(1);
        }

        /** What the target has; which is what the cache says that it has. */
        Map<String, Map<Key, Entry>> result() {
            assertThat(fixture.queued()).isEmpty();
            assertThat(fixture.state("inFlight")).isNull();
            Map<String, Map<Key, Entry>> cached = new LinkedHashMap<>();
            for (String type : List.of("Users", "Boxes", "Cards")) {
                Map<Key, Entry> objects = new LinkedHashMap<>(fixture.cached("__" + type, localKey));
                assertThat(objects).isEqualTo(fixture.cached("__" + type + "_complete__", localKey));
                fixture.cached("__trashbin_" + type, localKey)
                        .forEach((key, object) -> objects.put(key, object.without(List.of("_trashbin_timestamp"))));
                if (!objects.isEmpty()) {
                    cached.put(type, objects);
                }
            }
            return cached;
        }

        /** A target that can be asked to do a thing again, and that refuses some in the beginning. */
        private void handle(HandlerCall call) {
            String effect = call.name() + " " + call.key() + " " + call.delta();
            if (effect.equals(lastEffect)) {
                assertThat(call.context().isAnErrorRetry()).as(effect).isTrue();
                replays++;
            }
            if (failing && !call.key().equals(Key.of(1)) && !call.key().equals(Key.of(2)) && !isInitial(call)) {
                throw new HandlerException("not yet");
            }
            lastEffect = effect;
            Map<Key, Entry> objects = target.computeIfAbsent(call.type(), type -> new LinkedHashMap<>());
            if (call.event().name().equals("REMOVED")) {
                objects.remove(call.key());
            } else if (call.newObject() != null) {
                objects.put(call.key(), call.newObject());
            }
            if (++calls == dyingCall) {
                throw new DyingStore.Death();
            }
        }

        private static boolean isInitial(HandlerCall call) {
            return call.event().name().equals("ADDED") && !call.key().equals(Key.of(3));
        }
    }
}

package org.hermescdc.camel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hermescdc.camel.client.ClientFixture.added;
import static org.hermescdc.camel.client.ClientFixture.modified;
import static org.hermescdc.camel.client.ClientFixture.removed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.translate.FakeTemplate;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.store.Store;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The client dies at each write of its cache, and at each call of a handler, and is started again (spec/03). */
class ClientCrashTest {

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> losesNothingWhenItDiesBeforeAWrite() throws IOException {
        return dyingAt("before", DyingStore::before);
    }

    @TestFactory
    Stream<DynamicTest> losesNothingWhenItDiesAfterAWrite() throws IOException {
        return dyingAt("after", DyingStore::after);
    }

    @TestFactory
    Stream<DynamicTest> tellsAHandlerThatItMayHaveBeenCalledBefore() {
        return IntStream.rangeClosed(1, History.CALLS)
                .mapToObj(call -> DynamicTest.dynamicTest("call " + call, () -> {
                    History history = new History(Files.createTempDirectory(directory, "call"));
                    history.dieInCall(call);
                    history.run(UnaryOperator.identity());
                    assertThat(history.died).isTrue();
                    history.run(UnaryOperator.identity());
                    history.expectAllApplied();
                    assertThat(history.replays).isEqualTo(1);
                }));
    }

    private Stream<DynamicTest> dyingAt(String when, BiFunction<Store, Integer, Store> dying) throws IOException {
        DyingStore[] counting = new DyingStore[1];
        History undisturbed = new History(Files.createTempDirectory(directory, "undisturbed"));
        undisturbed.run(store -> counting[0] = DyingStore.never(store));
        undisturbed.expectAllApplied();
        return IntStream.rangeClosed(1, counting[0].operations())
                .mapToObj(operation -> DynamicTest.dynamicTest(when + " write " + operation, () -> {
                    History history = new History(Files.createTempDirectory(directory, when));
                    history.run(store -> dying.apply(store, operation));
                    assertThat(history.died).isTrue();
                    history.run(UnaryOperator.identity());
                    history.expectAllApplied();
                    assertThat(history.replays).isLessThanOrEqualTo(1);
                }));
    }

    /** An initsync, events for two local types, a failure and its retry. */
    private static final class History {

        /** How many calls of handlers succeed. */
        static final int CALLS = 11;

        private final ClientFixture fixture;
        private final Map<String, Map<Key, Entry>> target = new LinkedHashMap<>();
        private final List<String> effects = new ArrayList<>();
        private int calls;
        private int dyingCall = -1;
        private boolean failing = true;
        private boolean died;
        private int replays;

        History(Path directory) {
            fixture = new ClientFixture(directory, Duration.ZERO);
            fixture.type("Boxes", Map.of("box", FakeTemplate.plain("login")));
            fixture.target.then(this::handle);
            fixture.putInitsync(1, 2);
            fixture.put(modified(1, "mail", "a@x"), added(3), removed(2), modified(1, "login", "new"));
        }

        void dieInCall(int number) {
            dyingCall = number;
        }

        /** Runs until all is done, or until it dies. */
        void run(UnaryOperator<Store> decoration) {
            fixture.storeDecoration = decoration;
            try {
                fixture.start();
                for (int turn = 0; turn < 4; turn++) {
                    fixture.turn();
                    fixture.clock.advance(Duration.ofMinutes(60));
                }
            } catch (RuntimeException | DyingStore.Death e) {
                died = true;
            }
            fixture.close();
        }

        /** A target that can be asked to do a thing again, and whose first mail fails. */
        private void handle(HandlerCall call) {
            String effect = call.name() + " " + call.key() + " " + call.delta();
            boolean again = effects.contains(effect);
            if (again) {
                assertThat(call.context().isAnErrorRetry()).as(effect).isTrue();
                replays++;
            }
            if (failing && call.delta().modified().has("mail")) {
                failing = false;
                throw new HandlerException("not yet");
            }
            effects.add(effect);
            Map<Key, Entry> objects = target.computeIfAbsent(call.type(), type -> new LinkedHashMap<>());
            if (call.newObject() == null) {
                objects.remove(call.key());
            } else {
                objects.put(call.key(), call.newObject());
            }
            if (++calls == dyingCall) {
                throw new DyingStore.Death();
            }
        }

        void expectAllApplied() {
            assertThat(target.get("Users"))
                    .isEqualTo(Map.of(
                            Key.of(1), Entry.of(Map.of("_pkey_id", 1, "login", "new", "mail", "a@x")),
                            Key.of(3), Entry.of(Map.of("_pkey_id", 3, "login", "u3"))));
            assertThat(target.get("Boxes"))
                    .isEqualTo(Map.of(
                            Key.of(1), Entry.of(Map.of("_pkey_id", 1, "box", "new")),
                            Key.of(3), Entry.of(Map.of("_pkey_id", 3, "box", "u3"))));
            for (String type : List.of("Users", "Boxes")) {
                assertThat(fixture.cached("__" + type, "_pkey_id")).isEqualTo(target.get(type));
                assertThat(fixture.cached("__" + type + "_complete__", "_pkey_id"))
                        .isEqualTo(target.get(type));
            }
            assertThat(fixture.cached("SRVUsers", "id")).isEqualTo(fixture.cached("SRVUsers_complete__", "id"));
            assertThat(fixture.state("inFlight")).isNull();
        }
    }
}

package org.hermescdc.camel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hermescdc.camel.client.ClientFixture.removed;
import static org.hermescdc.camel.client.ClientFixture.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hermescdc.core.errorqueue.Autoremediation;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.store.Store;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recycled object whose modification was merged away with its addition: the client dies at each write, and the target has
 * the new values in the end all the same.
 */
class RemaindersCrashTest {

    private static final Key ONE = Key.of(1);

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> bringsTheObjectUpToDateWhenItDiesBeforeAWrite() throws IOException {
        return dyingAt("before", DyingStore::before);
    }

    @TestFactory
    Stream<DynamicTest> bringsTheObjectUpToDateWhenItDiesAfterAWrite() throws IOException {
        return dyingAt("after", DyingStore::after);
    }

    private Stream<DynamicTest> dyingAt(String when, BiFunction<Store, Integer, Store> dying) throws IOException {
        DyingStore[] counting = new DyingStore[1];
        Life undisturbed = new Life(Files.createTempDirectory(directory, "undisturbed"));
        undisturbed.run(store -> counting[0] = DyingStore.never(store));
        assertThat(undisturbed.remained).isTrue();
        undisturbed.expectUpToDate();
        return IntStream.rangeClosed(1, counting[0].operations())
                .mapToObj(operation -> DynamicTest.dynamicTest(when + " write " + operation, () -> {
                    Life life = new Life(Files.createTempDirectory(directory, when));
                    life.run(store -> dying.apply(store, operation));
                    assertThat(life.died).isTrue();
                    life.run(UnaryOperator.identity());
                    life.expectUpToDate();
                }));
    }

    /** An object is trashed in vain, halfway, and added again with another mail: the retry recycles it as it was. */
    private static final class Life {

        private final Path cache;
        private final ClientFixture fixture;
        private Entry target;
        private boolean failed;
        private boolean told;
        private boolean remained;
        private boolean died;

        Life(Path directory) {
            cache = directory;
            fixture = new ClientFixture(directory, Duration.ofDays(2));
            fixture.autoremediation = Autoremediation.CONSERVATIVE;
            fixture.target.then(this::handle);
            fixture.putInitsync(1);
            fixture.put(removed(1));
        }

        void run(UnaryOperator<Store> decoration) {
            fixture.storeDecoration = decoration;
            try {
                fixture.start();
                fixture.turn();
                if (!told) {
                    told = true;
                    fixture.put(new Event.Added(Event.Category.BASE, "SRVUsers", ONE, user(1).with("mail", "new@x")));
                }
                fixture.turn();
                for (int retry = 0; retry < 3; retry++) {
                    fixture.retry();
                    remained |= Files.exists(cache.resolve("_remainders.json"));
                }
            } catch (RuntimeException | DyingStore.Death e) {
                died = true;
            }
            fixture.close();
        }

        private void handle(HandlerCall call) {
            if (!failed && call.newObject() == null) {
                failed = true;
                call.context().markPartiallyProcessed();
                throw new HandlerException("half");
            }
            target = call.newObject();
        }

        void expectUpToDate() {
            Entry upToDate = Entry.of(Map.of("_pkey_id", 1, "login", "u1", "mail", "new@x"));
            assertThat(target).isEqualTo(upToDate);
            assertThat(fixture.cached("__Users", "_pkey_id")).isEqualTo(Map.of(ONE, upToDate));
            assertThat(fixture.cached("__Users_complete__", "_pkey_id")).isEqualTo(Map.of(ONE, upToDate));
            assertThat(fixture.cached("__trashbin_Users", "_pkey_id")).isEmpty();
            assertThat(cache.resolve("_remainders.json")).doesNotExist();
        }
    }
}

package org.hermescdc.camel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hermescdc.camel.client.ClientFixture.added;
import static org.hermescdc.camel.client.ClientFixture.modified;
import static org.hermescdc.camel.client.ClientFixture.removed;
import static org.hermescdc.camel.client.ClientFixture.user;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.translate.FakeTemplate;
import org.hermescdc.ops.QueueEntry;
import org.hermescdc.ops.RetryReport;
import org.hermescdc.spi.HandlerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do about the error queue: what the target is told then, and what the client takes for done. */
class ErrorDeskTest {

    private static final String DOWN = "failed: target down for Users";

    @TempDir
    private Path directory;

    private ClientFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory, Duration.ofDays(2));
    }

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    /** Users 1, 2 are added in vain, and 1 is modified behind. */
    private void threeEventsWait() {
        initialised();
        fixture.target.down("Users");
        fixture.put(added(1), added(2), modified(1, "login", "amara"));
        fixture.turn();
        fixture.target.drain();
    }

    private void initialised(int... keys) {
        fixture.putInitsync(keys);
        fixture.start();
        fixture.turn();
        fixture.turn();
        fixture.target.drain();
    }

    @Test
    void triesAgainOnlyWhatIsNamed() {
        threeEventsWait();
        fixture.target.up();

        assertThat(retry(2)).containsExactly("2 true done");
        assertThat(fixture.target.drain()).containsExactly("Users[2] added again", "saved");
        assertThat(queued()).containsExactly(1L, 3L);
    }

    @Test
    void triesNothingBeforeWhatHasToGoFirst() {
        threeEventsWait();
        fixture.target.up();

        assertThat(retry(3)).containsExactly("3 false not tried: entry 1 has to go first");
        assertThat(fixture.target.drain()).isEmpty();
        assertThat(retry(3, 1)).containsExactly("1 true done", "3 true done");
        assertThat(fixture.target.drain()).containsExactly("Users[1] added again", "Users[1] modified again", "saved");
    }

    @Test
    void tellsWhatFailsAgain() {
        threeEventsWait();

        assertThat(retry())
                .containsExactly("1 false " + DOWN, "2 false " + DOWN, "3 false not tried: entry 1 has to go first");
        assertThat(retry(7)).containsExactly("7 false not in the error queue");
    }

    @Test
    void triesNothingWhilePaused() {
        threeEventsWait();
        fixture.client.control().pause();

        assertThatThrownBy(() -> fixture.client.requestRetry(List.of()))
                .hasMessage("the client is paused, and calls no handler; resume it first");
    }

    @Test
    void dropsAnAdditionAsIfTheTargetHadTheObject() {
        threeEventsWait();

        assertThat(drop(2)).isEqualTo("""
                dropped entry 2: added <Users[2]>
                its handler was not called; the client takes it for done
                the target may lack: the object, with all its attributes""");
        assertThat(fixture.target.drain()).doesNotContain("Users[2] added again");
        assertThat(queued()).containsExactly(1L, 3L);

        fixture.target.up();
        fixture.put(modified(2, "login", "bilal"));
        fixture.retry();
        assertThat(fixture.target.drain())
                .containsExactly("Users[1] added again", "Users[1] modified again", "Users[2] modified", "saved");
        expectBoth(Map.of(Key.of(1), local(1, "amara"), Key.of(2), local(2, "bilal")));
    }

    @Test
    void dropsOnlyTheFirstEntryOfAnObject() {
        threeEventsWait();

        assertThatThrownBy(() -> drop(3))
                .hasMessageContaining("entry 3 waits for entry 1, which has to be retried or dropped first");
        assertThat(queued()).containsExactly(1L, 2L, 3L);
        assertThat(drop(1)).endsWith("events of this object that still wait: 1");
        assertThat(drop(3)).contains("the target may lack: the change of login");
        assertThat(drop(2)).endsWith("with all its attributes");
        expectBoth(Map.of(Key.of(1), local(1, "amara"), Key.of(2), local(2, "u2")));
    }

    @Test
    void dropsNothingElseThanWhatWasShown() {
        threeEventsWait();
        String id = show(2).id();
        drop(2);
        fixture.put(added(3));
        fixture.turn();
        fixture.put(modified(2, "login", "x"));

        assertThatThrownBy(() -> answer(fixture.client.requestDrop(4, Optional.of(id))))
                .hasMessageContaining("entry 4 is not the one that was shown");
        assertThat(answer(fixture.client.requestDrop(4, Optional.of(show(4).id()))))
                .startsWith("dropped entry 4");
    }

    @Test
    void dropsARemovalAsIfTheObjectWereInTheTrashbin() {
        initialised(1);
        fixture.target.down("Users");
        fixture.put(removed(1));
        fixture.turn();
        fixture.target.up();

        assertThat(drop(1)).contains("the target may lack: the object's way into the trashbin");
        fixture.turn();
        fixture.target.drain();
        fixture.clock.advance(Duration.ofDays(3));
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("Users[1] removed", "saved");
    }

    /** The modification that follows a recycling would be done to an object that is still trashed. */
    @Test
    void dropsAReturnFromTheTrashbinWithAllThatFollowsIt() {
        initialised(1);
        fixture.put(removed(1));
        fixture.turn();
        fixture.target.down("Users");
        fixture.put(new Event.Added(Event.Category.BASE, "SRVUsers", Key.of(1), user(1).with("login", "new")));
        fixture.turn();
        fixture.target.up();
        fixture.target.drain();

        assertThat(drop(1)).contains("the target may lack: the return of the object from the trashbin");
        fixture.retry();
        assertThat(fixture.target.drain()).doesNotContain("Users[1] modified", "Users[1] modified again");
        expectBoth(Map.of(Key.of(1), local(1, "new")));
    }

    @Test
    void dropsWhatCannotBeTranslated() {
        fixture.type("Users", Map.of("login", FakeTemplate.of(Set.of("login"), all -> {
            throw new TemplateException("undefined", "login is undefined");
        })));
        initialised();
        fixture.put(added(1));
        fixture.turn();

        assertThat(show(1).local()).isNull();
        assertThat(drop(1)).contains("the target may lack: the object; no later modification makes it");
        fixture.turn();
        fixture.client.stop();
        fixture.client = null;
        assertThat(fixture.queued()).isEmpty();
        assertThat(fixture.cached("SRVUsers", "id")).containsOnlyKeys(Key.of(1));
        assertThat(fixture.cached("SRVUsers_complete__", "id")).containsOnlyKeys(Key.of(1));
        assertThat(fixture.cached("__Users", "_pkey_id")).isEmpty();
        assertThat(fixture.cached("__Users_complete__", "_pkey_id")).isEmpty();
    }

    @Test
    void showsHowFarAHandlerCameAndNoSecret() {
        initialised();
        fixture.target.then(call -> {
            call.context().enterStep(2);
            call.context().markPartiallyProcessed();
            throw new HandlerException("half");
        });
        fixture.put(new Event.Added(Event.Category.BASE, "SRVUsers", Key.of(1), user(1).with("password", "canary")));
        fixture.turn();

        QueueEntry entry = show(1);
        assertThat(entry.step()).isEqualTo(2);
        assertThat(entry.partiallyProcessed()).isTrue();
        assertThat(entry.remote())
                .isEqualTo(Map.of(
                        "event",
                        "added",
                        "type",
                        "SRVUsers",
                        "key",
                        1L,
                        "attributes",
                        Map.of("id", 1L, "login", "u1")));
        assertThat(drop(1))
                .doesNotContain("canary")
                .contains("its handler was not called again; it had begun, up to step 2");
    }

    @Test
    void touchesNoQueueOfAClientThatIsNotInitialised() {
        fixture.start();
        fixture.turn();

        assertThatThrownBy(() -> drop(1)).hasMessageContaining("not processed a whole initsync sequence");
        assertThatThrownBy(() -> retry(1)).hasMessageContaining("not processed a whole initsync sequence");
    }

    @Test
    void endsABatchEarlyForARetry() {
        threeEventsWait();
        AtomicReference<CompletionStage<RetryReport>> asked = new AtomicReference<>();
        fixture.target.then(call -> {
            if (asked.get() == null) {
                asked.set(fixture.client.requestRetry(List.of(2L)));
            }
        });
        fixture.put(added(5), added(6), added(7), added(8), added(9));

        fixture.turn();
        List<String> first = fixture.target.drain();
        assertThat(asked.get().toCompletableFuture()).isNotDone();
        assertThat(first).contains("Users[5] added").doesNotContain("Users[9] added");
        fixture.turn();
        List<String> second = fixture.target.drain();

        assertThat(asked.get().toCompletableFuture()).isDone();
        assertThat(second.get(0)).isEqualTo("Users[2] added again");
        assertThat(Stream.concat(first.stream(), second.stream()).filter(call -> call.endsWith("added")))
                .containsExactly(
                        "Users[5] added", "Users[6] added", "Users[7] added", "Users[8] added", "Users[9] added");
    }

    @Test
    void dropsBetweenTwoEventsOfABatchThatIsPaused() throws Exception {
        threeEventsWait();
        CompletableFuture<Void> paused = new CompletableFuture<>();
        fixture.target.then(call -> {
            if (call.key().equals(Key.of(5))) {
                fixture.client.control().pause();
                paused.complete(null);
            }
        });
        fixture.put(added(5), added(6), added(7));
        CompletableFuture<Void> loop = CompletableFuture.runAsync(fixture.client::iterate);
        paused.get(20, TimeUnit.SECONDS);

        assertThat(fixture.client
                        .requestDrop(2, Optional.empty())
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS))
                .startsWith("dropped entry 2");
        assertThat(fixture.client
                        .requestErrors(9)
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS)
                        .events())
                .isEqualTo(2);
        assertThat(fixture.client.status(true).tree(false).toString()).doesNotContain("Users[2]");
        fixture.client.control().resume();
        loop.get(20, TimeUnit.SECONDS);
        assertThat(fixture.target.drain())
                .containsExactly("Users[5] added", "Users[6] added", "Users[7] added", "saved");
    }

    private List<String> retry(long... numbers) {
        RetryReport report = answer(
                fixture.client.requestRetry(Arrays.stream(numbers).boxed().toList()));
        return report.outcomes().stream()
                .map(outcome -> outcome.number() + " " + outcome.done() + " " + outcome.told())
                .toList();
    }

    private String drop(long number) {
        return answer(fixture.client.requestDrop(number, Optional.empty()));
    }

    private QueueEntry show(long number) {
        return answer(fixture.client.requestError(number));
    }

    private List<Long> queued() {
        return answer(fixture.client.requestErrors(100)).entries().stream()
                .map(QueueEntry::number)
                .toList();
    }

    /** As the loop answers it. */
    private <T> T answer(CompletionStage<T> asked) {
        fixture.turn();
        try {
            return asked.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw (HermesException) e.getCause();
        }
    }

    private void expectBoth(Map<Key, Entry> users) {
        fixture.client.stop();
        fixture.client = null;
        assertThat(fixture.queued()).isEmpty();
        assertThat(fixture.cached("__Users", "_pkey_id")).isEqualTo(users);
        assertThat(fixture.cached("__Users_complete__", "_pkey_id")).isEqualTo(users);
    }

    private static Entry local(int key, String login) {
        return Entry.of(Map.of("_pkey_id", key, "login", login));
    }
}

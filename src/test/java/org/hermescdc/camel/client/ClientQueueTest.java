package org.hermescdc.camel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hermescdc.camel.client.ClientFixture.added;
import static org.hermescdc.camel.client.ClientFixture.modified;
import static org.hermescdc.camel.client.ClientFixture.removed;
import static org.hermescdc.camel.client.ClientFixture.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.errorqueue.Autoremediation;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.translate.FakeTemplate;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.HandlerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What waits in the error queue, with trashbin and autoremediation: what the target is told, and what is left. */
class ClientQueueTest {

    private static final Key ONE = Key.of(1);

    @TempDir
    Path directory;

    private ClientFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory, Duration.ofDays(2));
    }

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    /** The recorded scenario loses the modification; the target must have it in the end. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DISABLED")
    void bringsARecycledObjectUpToDateThoughItsModificationWasMergedAway(Autoremediation policy) {
        removedInVainAndAddedAgain(policy);

        fixture.retry();
        assertThat(fixture.target.drain()).isEmpty();
        fixture.retry();
        assertThat(fixture.target.drain()).containsExactly("Users[1] modified again", "saved");
        assertThat(lastCall().newObject()).isEqualTo(local(1, "new@x"));
        fixture.retry();
        assertThat(fixture.target.drain()).isEmpty();
        expectInEnd("Users", local(1, "new@x"));
        assertThat(directory.resolve("_remainders.json")).doesNotExist();
    }

    @Test
    void doesWhatIsLeftOfAnObjectBeforeItsNextEvent() {
        removedInVainAndAddedAgain(Autoremediation.CONSERVATIVE);
        fixture.put(modified(1, "login", "amara2"));

        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("saved");
        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[1] modified again", "saved");
        assertThat(lastCall().newObject()).isEqualTo(local(1, "new@x").with("login", "amara2"));
        expectInEnd("Users", local(1, "new@x").with("login", "amara2"));
    }

    @Test
    void doesWhatIsLeftAfterARestart() {
        removedInVainAndAddedAgain(Autoremediation.CONSERVATIVE);
        fixture.die();
        fixture.start();

        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[1] modified again", "saved");
        expectInEnd("Users", local(1, "new@x"));
    }

    @Test
    void trashesAgainWhatWasRecycledMeanwhile() {
        removedInVainAndAddedAgain(Autoremediation.CONSERVATIVE);
        fixture.put(removed(1));

        fixture.turn();
        fixture.turn();

        assertThat(fixture.target.drain())
                .containsExactly("saved", "Users[1] modified again", "Users[1] trashed again", "saved");
        expectInEnd("Users", null);
    }

    @Test
    void keepsWhatWasTrashedWhereItsReturnFailedAndWasTakenBack() {
        fixture.autoremediation = Autoremediation.MAXIMUM;
        initialised(1);
        fixture.put(removed(1));
        fixture.turn();
        fixture.target.down("Users");
        fixture.put(added(1));
        fixture.turn();
        fixture.put(removed(1));
        fixture.turn();
        fixture.target.up();
        fixture.retry();

        assertThat(fixture.target.drain())
                .containsExactly("Users[1] trashed", "saved", "Users[1] recycled", "saved", "saved");
        fixture.clock.advance(Duration.ofDays(3));
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("Users[1] removed", "saved");
    }

    /** A purge would take the account away, and what hangs on it, only for it to be made anew. */
    @Test
    void doesNotPurgeWhatWaitsToBeRecycled() {
        initialised(1);
        fixture.put(removed(1));
        fixture.turn();
        fixture.target.down("Users");
        fixture.put(added(1));
        fixture.turn();
        fixture.target.drain();

        fixture.clock.advance(Duration.ofDays(3));
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("Users[1] recycled again", "saved");
        fixture.target.up();
        fixture.retry();

        assertThat(fixture.target.drain()).containsExactly("Users[1] recycled again", "saved");
        expectInEnd("Users", Entry.of(Map.of("login", "u1", "_pkey_id", 1)));
    }

    @Test
    void leavesNothingOfWhatWasAddedAndRemovedForSiblingTypes() {
        fixture.autoremediation = Autoremediation.MAXIMUM;
        fixture.type("Boxes", Map.of("box", FakeTemplate.plain("login")));
        initialised();
        fixture.target.down("Users");
        fixture.put(added(1));
        fixture.turn();
        fixture.put(removed(1));
        fixture.turn();
        fixture.target.up();
        fixture.retry();

        assertThat(fixture.target.drain()).containsExactly("Users[1] added", "saved", "saved");
        expectInEnd("Users", null);
    }

    @Test
    void keepsTheRemoteDifferenceOfWhatIsLocallyTheSame() {
        fixture.autoremediation = Autoremediation.MAXIMUM;
        initialised(1);
        fixture.target.down("Users");
        fixture.put(removed(1));
        fixture.turn();
        fixture.put(new Event.Added(Event.Category.BASE, "SRVUsers", ONE, user(1).with("phone", "7")));
        fixture.turn();
        fixture.target.up();
        fixture.retry();

        assertThat(fixture.target.drain())
                .containsExactly("Users[1] trashed", "saved", "saved", "Users[1] modified again", "saved");
        fixture.client.stop();
        fixture.client = null;
        assertThat(fixture.cached("SRVUsers", "id").get(ONE).get("phone")).isEqualTo("7");
    }

    @Test
    void dropsARemovalAndTheSameObjectAddedAgain() {
        fixture.autoremediation = Autoremediation.MAXIMUM;
        initialised(1);
        fixture.target.down("Users");
        fixture.put(removed(1));
        fixture.turn();
        fixture.put(added(1));
        fixture.turn();
        fixture.target.up();
        fixture.retry();

        assertThat(fixture.target.drain()).containsExactly("Users[1] trashed", "saved", "saved");
        expectInEnd("Users", Entry.of(Map.of("login", "u1", "_pkey_id", 1)));
    }

    @Test
    void neverMergesWhatWasBegunOnTheTarget() {
        fixture.autoremediation = Autoremediation.MAXIMUM;
        initialised();
        fixture.target.then(call -> {
            call.context().enterStep(1);
            call.context().markPartiallyProcessed();
            throw new HandlerException("half");
        });
        fixture.put(added(1));
        fixture.turn();
        fixture.put(modified(1, "mail", "a@x"), modified(1, "mail", "b@x"), removed(1));
        fixture.turn();
        fixture.target.up();
        fixture.retry();

        assertThat(fixture.target.drain())
                .containsExactly(
                        "Users[1] added", "saved", "saved", "Users[1] added again", "Users[1] trashed again", "saved");
        expectInEnd("Users", null);
    }

    @Test
    void tellsTheRemovalOfAnAttributeThatWasRemovedAddedAndRemoved() {
        fixture.autoremediation = Autoremediation.CONSERVATIVE;
        initialised();
        fixture.put(new Event.Added(Event.Category.BASE, "SRVUsers", ONE, user(1).with("mail", "old@x")));
        fixture.turn();
        fixture.target.down("Users");
        fixture.put(change(local(1, "old@x"), local(1, null)));
        fixture.turn();
        fixture.put(change(local(1, null), local(1, "new@x")), change(local(1, "new@x"), local(1, null)));
        fixture.turn();
        fixture.target.up();
        fixture.target.drain();
        fixture.retry();

        assertThat(fixture.target.drain()).containsExactly("Users[1] modified again", "saved");
        assertThat(lastCall().delta().removed()).containsExactly("mail");
        expectInEnd("Users", local(1, null));
    }

    @Test
    void tellsAFailureWithTheSameTextOnceAndAnotherTextAgain() {
        initialised(1);
        fixture.target.down("Users");
        fixture.put(modified(1, "mail", "a@x"));
        fixture.turn();
        fixture.retry();
        assertThat(fixture.told).containsExactly("objects in error queue have changed");
        fixture.target.then(call -> {
            throw new HandlerException("no such entry");
        });

        fixture.retry();

        assertThat(fixture.told)
                .containsExactly("objects in error queue have changed", "objects in error queue have changed");
    }

    @Test
    void triesAPurgeAgainWithoutQueueingItTwice() {
        initialised(1);
        fixture.put(removed(1));
        fixture.turn();
        fixture.target.down("Users");
        fixture.clock.advance(Duration.ofDays(3));
        fixture.turn();
        fixture.target.drain();

        fixture.retry();

        assertThat(fixture.target.drain()).containsExactly("Users[1] removed again", "Users[1] removed", "saved");
        fixture.die();
        assertThat(fixture.cached("__trashbin_Users", "_pkey_id")).containsOnlyKeys(ONE);
        assertThat(fixture.cached("__trashbin_Users_complete__", "_pkey_id")).isEmpty();
        assertThat(fixture.cached("trashbin_SRVUsers_complete__", "id")).isEmpty();
        fixture.start();
        fixture.target.up();
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("Users[1] removed again", "saved");
    }

    @Test
    void removesAndAddsAgainWhatComesBackWhileItsPurgeFails() {
        fixture.autoremediation = Autoremediation.MAXIMUM;
        initialised(1);
        fixture.put(removed(1));
        fixture.turn();
        fixture.target.down("Users");
        fixture.clock.advance(Duration.ofDays(3));
        fixture.turn();
        fixture.put(added(1));
        fixture.turn();
        fixture.target.up();
        fixture.target.drain();

        fixture.retry();

        assertThat(fixture.target.drain()).containsExactly("Users[1] removed again", "Users[1] added again", "saved");
        expectInEnd("Users", Entry.of(Map.of("login", "u1", "_pkey_id", 1)));
    }

    @Test
    void removesForGoodWhatWaitedForTheTrashbinWhenThereIsNoneAnyMore() {
        initialised(1);
        fixture.target.down("Users");
        fixture.put(removed(1));
        fixture.turn();
        fixture.client.stop();
        ClientFixture after = new ClientFixture(directory, Duration.ZERO);
        after.put(removed(2), removed(2), removed(2), removed(2));
        try (after) {
            after.start();
            after.turn();
            assertThat(after.target.drain()).containsExactly("Users[1] removed again", "saved");
        }
        fixture.client = null;
        assertThat(directory.resolve("__trashbin_Users_complete__.json")).doesNotExist();
        assertThat(directory.resolve("trashbin_SRVUsers_complete__.json")).doesNotExist();
    }

    @Test
    void tellsTheTargetOnItsReturnWhatAnObjectBecameInTheTrashbin() {
        initialised(1);
        fixture.put(removed(1), modified(1, "login", "amara2"));
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("Users[1] trashed", "saved");
        fixture.put(new Event.Added(Event.Category.BASE, "SRVUsers", ONE, user(1).with("login", "amara2")));
        fixture.turn();
        fixture.turn();

        assertThat(fixture.target.drain())
                .containsExactly("Users[1] recycled", "saved", "Users[1] modified again", "saved");
        assertThat(lastCall().newObject().get("login")).isEqualTo("amara2");
        expectInEnd("Users", local(1, null).with("login", "amara2"));
    }

    @Test
    void skipsDuplicatesOfWhatWaits() {
        initialised(1);
        fixture.target.down("Users");
        fixture.put(added(2), modified(1, "mail", "a@x"));
        fixture.turn();
        fixture.put(added(2), modified(1, "mail", "a@x"));
        fixture.turn();
        fixture.target.up();
        fixture.target.drain();
        fixture.retry();

        assertThat(fixture.target.drain()).containsExactly("Users[2] added again", "Users[1] modified again", "saved");
    }

    /** Taken for the end of its stay in the trashbin, it would be removed for good. */
    @Test
    void skipsTheSecondRemovalOfATrashedObject() {
        initialised(1);
        fixture.put(removed(1), removed(1), removed(7));
        fixture.turn();
        fixture.target.down("Users");
        fixture.put(added(1));
        fixture.turn();
        fixture.put(added(1), removed(1), removed(1));
        fixture.turn();
        fixture.target.up();
        fixture.retry();

        assertThat(fixture.target.drain())
                .containsExactly(
                        "Users[1] trashed",
                        "saved",
                        "Users[1] recycled",
                        "saved",
                        "saved",
                        "Users[1] recycled again",
                        "Users[1] trashed again",
                        "saved");
    }

    @Test
    void skipsAModificationOfAnObjectThatIsNotKnown() {
        initialised(1);
        fixture.put(modified(7, "mail", "a@x"), modified(1, "mail", "b@x"));

        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[1] modified", "saved");
    }

    @Test
    void keepsTheDateOfTheFirstRemovalForWhatIsTrashedAndAddedAgainInTheQueue() {
        initialised(1);
        fixture.target.down("Users");
        fixture.put(removed(1));
        fixture.turn();
        fixture.clock.advance(Duration.ofHours(3));
        fixture.put(added(1));
        fixture.turn();
        fixture.target.then(call -> {
            if (call.event() == HandlerEvent.RECYCLED) {
                throw new HandlerException("no way back");
            }
        });
        fixture.retry();

        fixture.die();
        assertThat(fixture.cached("__trashbin_Users", "_pkey_id").get(ONE).get("_trashbin_timestamp"))
                .isEqualTo(LocalDateTime.of(2031, 3, 3, 8, 0));
    }

    @Test
    void keepsWhatWaitsFromTheEyesOfOthers() throws IOException {
        initialised(1);
        fixture.target.down("Users");
        fixture.put(modified(1, "mail", "a@x"));

        fixture.turn();

        assertThat(Files.getPosixFilePermissions(directory.resolve("_errorqueue.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    /** The queue is empty then, and the target has the object as it was before its removal. */
    private void removedInVainAndAddedAgain(Autoremediation policy) {
        fixture.autoremediation = policy;
        initialised(1);
        fixture.target.then(call -> {
            call.context().markPartiallyProcessed();
            throw new HandlerException("half");
        });
        fixture.put(removed(1));
        fixture.turn();
        fixture.target.up();
        fixture.put(new Event.Added(Event.Category.BASE, "SRVUsers", ONE, user(1).with("mail", "new@x")));
        fixture.turn();
        fixture.retry();
        assertThat(fixture.target.drain())
                .containsExactly(
                        "Users[1] trashed",
                        "saved",
                        "saved",
                        "Users[1] trashed again",
                        "Users[1] recycled again",
                        "saved");
    }

    private void initialised(int... keys) {
        fixture.putInitsync(keys);
        fixture.start();
        fixture.turn();
        fixture.target.drain();
    }

    private HandlerCall lastCall() {
        List<HandlerCall> calls = fixture.target.details;
        return calls.get(calls.size() - 1);
    }

    private static Event change(Entry before, Entry after) {
        return new Event.Modified("SRVUsers", ONE, EntryDelta.between(before, after));
    }

    private static Entry local(int key, String mail) {
        return Entry.of(Map.of("login", "u" + key, "_pkey_id", key)).with("mail", mail);
    }

    /** @param object null if it is no more */
    private void expectInEnd(String type, Entry object) {
        fixture.die();
        assertThat(fixture.cached("__" + type, "_pkey_id").get(ONE)).isEqualTo(object);
        assertThat(fixture.cached("__" + type + "_complete__", "_pkey_id").get(ONE))
                .isEqualTo(object);
    }
}

package org.hermescdc.camel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hermescdc.camel.client.ClientFixture.added;
import static org.hermescdc.camel.client.ClientFixture.modified;
import static org.hermescdc.camel.client.ClientFixture.removed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.camel.FatalException;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.translate.FakeTemplate;
import org.hermescdc.spi.HandlerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes of the client's datamodel, each with objects that are kept, in the error queue and in the trashbin (spec/04).
 * Before each: user 1 is kept; 2 is in the trashbin; 3 waits to be added, 4 to be modified, 5 to be trashed.
 */
class ChangedDatamodelTest {

    private static final Template LOGIN = FakeTemplate.plain("login");
    private static final Template MAIL = FakeTemplate.plain("mail");

    @TempDir
    Path directory;

    private ClientFixture fixture;

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    @Test
    void addsAnAttribute() {
        before();
        fixture.type("Users", Map.of("login", LOGIN, "mail", MAIL, "name", LOGIN));
        restarted();

        assertThat(fixture.target.drain())
                .containsExactly(
                        "Users[1] modified",
                        "Users[3] added again",
                        "Users[4] modified again",
                        "Users[5] trashed again",
                        "Users[3] modified again",
                        "Users[4] modified again",
                        "saved");
        expectSettled("Users");
        assertThat(local(1).get("name")).isEqualTo("u1");
        assertThat(local(4)).isEqualTo(Entry.of(Map.of("_pkey_id", 4, "login", "u4", "mail", "four@x", "name", "u4")));
        assertThat(fixture.cached("__trashbin_Users_complete__", "_pkey_id")
                        .get(Key.of(2))
                        .get("name"))
                .isEqualTo("u2");
        assertThat(fixture.cached("__trashbin_Users", "_pkey_id").get(Key.of(2)).has("name"))
                .isFalse();
    }

    @Test
    void removesAnAttribute() {
        before();
        fixture.type("Users", Map.of("mail", MAIL));
        restarted();

        assertThat(fixture.target.drain())
                .containsExactly(
                        "Users[1] modified",
                        "Users[3] added again",
                        "Users[4] modified again",
                        "Users[5] trashed again",
                        "Users[3] modified again",
                        "Users[4] modified again",
                        "saved");
        assertThat(fixture.target.details.stream()
                        .filter(call -> call.key().equals(Key.of(1)))
                        .reduce((a, b) -> b)
                        .orElseThrow()
                        .delta())
                .isEqualTo(new EntryDelta(Entry.EMPTY, Entry.EMPTY, Set.of("login")));
        expectSettled("Users");
        assertThat(local(3)).isEqualTo(Entry.of(Map.of("_pkey_id", 3)));
    }

    @Test
    void changesATemplateForObjectsWhoseValueChangesOnly() {
        before(Map.of("login", FakeTemplate.of(Set.of("login"), context -> context.get("login")), "mail", MAIL));
        fixture.type(
                "Users",
                Map.of(
                        "login",
                        FakeTemplate.of(
                                Set.of("login"),
                                context -> context.get("login").equals("u4") ? "four" : context.get("login")),
                        "mail",
                        MAIL));
        restarted();

        assertThat(fixture.target.drain())
                .containsExactly(
                        "Users[3] added again",
                        "Users[4] modified again",
                        "Users[5] trashed again",
                        "Users[4] modified again",
                        "saved");
        expectSettled("Users");
        assertThat(local(4).get("login")).isEqualTo("four");
    }

    @Test
    void addsALocalTypeOnTheSameRemoteOne() {
        before();
        fixture.type("Boxes", Map.of("box", LOGIN));
        restarted();

        assertThat(fixture.target.drain())
                .containsExactly(
                        "Boxes[1] added",
                        "Boxes[2] added",
                        "Boxes[2] trashed",
                        "Users[3] added again",
                        "Users[4] modified again",
                        "Users[5] trashed again",
                        "Boxes[3] added again",
                        "Boxes[4] added again",
                        "Boxes[5] added again",
                        "Boxes[5] trashed again",
                        "saved");
        expectSettled("Users", "Boxes");
        assertThat(fixture.cached("__trashbin_Boxes", "_pkey_id").get(Key.of(2)))
                .isEqualTo(fixture.cached("trashbin_SRVUsers", "id")
                        .get(Key.of(2))
                        .only("_trashbin_timestamp"::equals)
                        .with("_pkey_id", 2)
                        .with("box", "u2"));
    }

    @Test
    void trashesAfterAFailedAdditionWithTheTimeOfTheRemoteObject() {
        before();
        fixture.type("Boxes", Map.of("box", LOGIN));
        fixture.target.down("Boxes");
        restarted();
        fixture.target.up();
        fixture.target.drain();
        fixture.clock.advance(Duration.ofHours(2));
        fixture.turn();

        assertThat(fixture.target.drain()).contains("Boxes[2] added again", "Boxes[2] trashed again");
        expectSettled("Users", "Boxes");
        assertThat(fixture.cached("__trashbin_Boxes", "_pkey_id").get(Key.of(2)).get("_trashbin_timestamp"))
                .isEqualTo(
                        fixture.cached("trashbin_SRVUsers", "id").get(Key.of(2)).get("_trashbin_timestamp"));
    }

    @Test
    void removesALocalTypeWithItsQueueAndItsTrashbin() {
        before();
        fixture.dropType("Users");
        restarted();

        assertThat(fixture.target.drain())
                .containsExactly(
                        "Users[1] removed", "Users[2] removed", "Users[4] removed", "Users[5] removed", "saved");
        expectSettled();
        assertThat(directory.toFile().list()).noneMatch(name -> name.contains("_Users"));
        fixture.start();
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("saved");
    }

    @Test
    void removesOneOfTwoLocalTypesOnOneRemoteType() {
        fixture = new ClientFixture(directory, Duration.ofDays(1));
        fixture.type("Boxes", Map.of("box", LOGIN));
        fixture.putInitsync(1, 2);
        fixture.start();
        fixture.turn();
        fixture.target.down("Users");
        fixture.put(modified(1, "login", "new"), removed(2));
        fixture.turn();
        fixture.client.stop();
        fixture.target.up();
        fixture.target.drain();
        fixture.dropType("Users");
        restarted();

        assertThat(fixture.target.drain())
                .containsExactly(
                        "Users[1] removed",
                        "Users[2] removed",
                        "Boxes[1] modified again",
                        "Boxes[2] trashed again",
                        "saved");
        expectSettled("Boxes");
    }

    @Test
    void endsWhenATypeThatIsGoneCannotBeRemovedAndGoesOnAtTheNextStart() {
        before();
        fixture.dropType("Users");
        fixture.target.then(call -> {
            if (call.key().equals(Key.of(4))) {
                throw new HandlerException("in use");
            }
        });
        fixture.start();
        assertThatThrownBy(fixture::turn)
                .isInstanceOf(FatalException.class)
                .hasMessageContaining("Users[4]")
                .hasMessageContaining("in use");
        assertThat(fixture.told).contains("Unhandled fatal exception, APP WILL TERMINATE IMMEDIATELY");
        fixture.client.stop();
        fixture.target.up();
        fixture.target.drain();
        restarted();

        assertThat(fixture.target.drain()).containsExactly("Users[4] removed", "Users[5] removed", "saved");
        expectSettled();
    }

    @Test
    void bringsBackWhatWasRemovedWhenTheOldDatamodelReturnsHalfway() {
        before();
        fixture.dropType("Users");
        fixture.target.then(call -> {
            if (call.key().equals(Key.of(4))) {
                throw new HandlerException("in use");
            }
        });
        fixture.start();
        assertThatThrownBy(fixture::turn).isInstanceOf(FatalException.class);
        fixture.client.stop();
        fixture.target.up();
        fixture.target.drain();
        fixture.type("Users", Map.of("login", LOGIN, "mail", MAIL));
        restarted();

        assertThat(fixture.target.drain())
                .containsExactly(
                        "Users[1] added",
                        "Users[2] added",
                        "Users[2] trashed",
                        "Users[3] added again",
                        "Users[4] modified again",
                        "Users[5] trashed again",
                        "saved");
        expectSettled("Users");
    }

    @Test
    void queuesWhatTheTargetRefuses() {
        before();
        fixture.type("Users", Map.of("login", LOGIN, "mail", MAIL, "name", LOGIN));
        fixture.target.down("Users");
        restarted();
        fixture.target.up();
        fixture.target.drain();
        fixture.clock.advance(Duration.ofMinutes(60));
        fixture.turn();

        assertThat(fixture.target.drain())
                .containsExactly(
                        "Users[3] added again",
                        "Users[4] modified again",
                        "Users[5] trashed again",
                        "Users[1] modified again",
                        "Users[3] modified again",
                        "Users[4] modified again",
                        "saved");
        expectSettled("Users");
    }

    @Test
    void queuesWhatCannotBeRenderedAndLeavesTrashedObjectsAsTheyAre() {
        before();
        fixture.type("Users", Map.of("login", LOGIN, "mail", MAIL, "card", card()));
        restarted();

        assertThat(fixture.target.drain())
                .containsExactly(
                        "Users[3] added again",
                        "Users[4] modified again",
                        "Users[5] trashed again",
                        "Users[4] modified again",
                        "saved");
        assertThat(fixture.client.status(false).tree(false).get("errorQueue").toString())
                .contains("<Users[1]>", "<Users[3]>", "'mail' is undefined")
                .doesNotContain("Users[2]");

        fixture.put(modified(1, "mail", "one@x"), modified(3, "mail", "three@x"));
        fixture.turn();
        fixture.target.drain();
        fixture.clock.advance(Duration.ofMinutes(60));
        fixture.turn();
        expectSettled("Users");
        assertThat(local(1).get("card")).isEqualTo("u1 one@x");
        assertThat(local(3).get("card")).isEqualTo("u3 three@x");
    }

    @Test
    void convertsAnObjectThatWaitsToBeMadeWithItsRetry() {
        fixture = new ClientFixture(directory, Duration.ofDays(1));
        fixture.type("Users", Map.of("card", FakeTemplate.of(Set.of("login", "mail"), context -> {
            if (String.valueOf(context.get("mail")).equals("bad")) {
                throw new TemplateException("bad", "cannot be rendered");
            }
            return context.get("login");
        })));
        fixture.putInitsync(1);
        fixture.start();
        fixture.turn();
        fixture.put(modified(1, "mail", "bad"));
        fixture.turn();
        fixture.client.stop();
        fixture.target.drain();

        fixture.type("Users", Map.of("mail", MAIL, "name", LOGIN));
        restarted();

        assertThat(fixture.target.drain()).containsExactly("Users[1] modified again", "saved");
        expectSettled("Users");
        assertThat(local(1)).isEqualTo(Entry.of(Map.of("_pkey_id", 1, "mail", "bad", "name", "u1")));
    }

    @Test
    void keepsTheObjectsOfATypeThatMovesToAnotherRemoteTypeWithTheSameKey() {
        twoRemoteTypes();
        fixture.target.down("Users");
        fixture.put(modified(1, "login", "new"), removed(2), added(4));
        fixture.turn();
        fixture.client.stop();
        fixture.target.up();
        fixture.target.drain();
        fixture.type("Users", "SRVPeople", Map.of("login", LOGIN));
        restarted();

        assertThat(fixture.target.drain())
                .containsExactly(
                        "Users[3] added",
                        "Users[1] modified again",
                        "Users[2] trashed again",
                        "Users[4] added again",
                        "Users[2] recycled again",
                        "Users[1] modified again",
                        "Users[4] removed again",
                        "saved");
        fixture.clock.advance(Duration.ofMinutes(60));
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("Users[2] modified again", "saved");
        expectSettled("Users");
        assertThat(fixture.cached("__Users", "_pkey_id").keySet()).containsExactly(Key.of(1), Key.of(2), Key.of(3));
        assertThat(local(1).get("login")).isEqualTo("p1");
    }

    @Test
    void replacesTheObjectsOfATypeThatMovesToARemoteTypeWithAnotherKey() {
        twoRemoteTypes();
        fixture.put(removed(2));
        fixture.turn();
        fixture.client.stop();
        fixture.target.drain();
        fixture.type("Users", "SRVBadges", Map.of("login", LOGIN));
        restarted();

        assertThat(fixture.target.drain())
                .containsExactly("Users[1] removed", "Users[2] removed", "Users[b7] added", "saved");
        fixture.client.stop();
        fixture.client = null;
        assertThat(fixture.cached("__Users", "_pkey_badge").keySet()).containsExactly(Key.of("b7"));
        fixture.start();
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("saved");
    }

    @Test
    void leavesWhatASecretFeedsToTheNextEventThatBringsIt() {
        before();
        Template mixed = FakeTemplate.of(
                Set.of("login", "password"), context -> context.get("login") + ":" + context.get("password"));
        fixture.type("Users", Map.of("login", LOGIN, "mail", MAIL, "secret", mixed));
        fixture.type("Boxes", Map.of("box", LOGIN, "secret", mixed));
        restarted();

        assertThat(fixture.target.details).noneMatch(call -> call.toString().contains("secret"));
        assertThat(fixture.target.details)
                .noneMatch(call -> call.newObject() != null && call.newObject().has("secret"));
        fixture.put(modified(1, "password", "pw"));
        fixture.turn();
        assertThat(fixture.target.details.get(fixture.target.details.size() - 1).newObject())
                .isEqualTo(Entry.of(Map.of("_pkey_id", 1, "box", "u1", "secret", "u1:pw")));
    }

    @Test
    void waitsWithADatamodelThatLacksAParentType() {
        DataSchema schema = new DataSchema(Map.of(
                "SRVUsers",
                new DataSchema.DataType(
                        List.of("id", "login"),
                        List.of(),
                        List.of("id"),
                        Map.of("id", new DataSchema.ForeignKey("SRVPeople", "id"))),
                "SRVPeople",
                new DataSchema.DataType(List.of("id", "login"), List.of(), List.of("id"), Map.of())));
        fixture = new ClientFixture(directory, Duration.ofDays(1));
        fixture.type("Users", Map.of("login", LOGIN));
        fixture.type("People", "SRVPeople", Map.of("login", LOGIN));
        fixture.put(new Event.InitStart(schema), initsync("SRVPeople", 1, "id"), new Event.InitStop());
        fixture.start();
        fixture.turn();
        fixture.client.stop();
        fixture.target.drain();
        fixture.dropType("People");
        fixture.start();

        assertThatThrownBy(fixture::turn).hasMessageContaining("SRVPeople").isNotInstanceOf(FatalException.class);
        assertThatThrownBy(fixture::turn).hasMessageContaining("nothing is changed");
        assertThat(fixture.told).containsExactly("unhandled exception");
        assertThat(fixture.target.drain()).isEmpty();
        fixture.client.stop();
        fixture.type("People", "SRVPeople", Map.of("login", LOGIN));
        fixture.start();
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("saved");
    }

    @Test
    void goesOnWithAnInitsyncBeforeItChanges() {
        fixture = new ClientFixture(directory, Duration.ofDays(1));
        fixture.putInitsync(1, 2);
        fixture.target.then(call -> fixture.client.control().requestStop());
        fixture.start();
        fixture.turn();
        fixture.client.stop();
        fixture.target.up();
        fixture.target.drain();
        fixture.type("Users", Map.of("name", LOGIN));
        fixture.start();

        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("Users[2] added", "saved");
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("Users[1] modified", "Users[2] modified", "saved");
        expectSettled("Users");
    }

    @Test
    void aStopInTheMiddleLeavesTheRestToTheNextStart() {
        before();
        fixture.type("Boxes", Map.of("box", LOGIN));
        fixture.target.then(call -> fixture.client.control().requestStop());
        fixture.start();
        fixture.turn();
        fixture.client.stop();
        assertThat(fixture.target.drain()).containsExactly("Boxes[1] added", "saved", "saved");
        fixture.target.up();
        fixture.dropType("Boxes");
        restarted();

        assertThat(fixture.target.drain())
                .containsExactly(
                        "Boxes[1] removed",
                        "Users[3] added again",
                        "Users[4] modified again",
                        "Users[5] trashed again",
                        "saved");
        expectSettled("Users");
    }

    /** See the class. */
    private void before() {
        before(Map.of("login", LOGIN, "mail", MAIL));
    }

    private void before(Map<String, Template> users) {
        fixture = new ClientFixture(directory, Duration.ofDays(1));
        fixture.type("Users", users);
        fixture.putInitsync(1, 2, 4, 5);
        fixture.start();
        fixture.turn();
        fixture.put(removed(2));
        fixture.turn();
        fixture.target.down("Users");
        fixture.clock.advance(Duration.ofMinutes(1));
        fixture.put(added(3), modified(4, "mail", "four@x"), removed(5));
        fixture.turn();
        fixture.client.stop();
        fixture.target.up();
        fixture.target.drain();
    }

    private void twoRemoteTypes() {
        DataSchema.DataType people =
                new DataSchema.DataType(List.of("id", "login"), List.of(), List.of("id"), Map.of());
        DataSchema schema = new DataSchema(Map.of(
                "SRVUsers",
                people,
                "SRVPeople",
                people,
                "SRVBadges",
                new DataSchema.DataType(List.of("badge", "login"), List.of(), List.of("badge"), Map.of())));
        fixture = new ClientFixture(directory, Duration.ofDays(1));
        fixture.type("Users", Map.of("login", LOGIN));
        fixture.put(
                new Event.InitStart(schema),
                initsync("SRVUsers", 1, "id"),
                initsync("SRVUsers", 2, "id"),
                initsync("SRVPeople", 1, "id"),
                initsync("SRVPeople", 2, "id"),
                initsync("SRVPeople", 3, "id"),
                initsync("SRVBadges", "b7", "badge"),
                new Event.InitStop());
        fixture.start();
        fixture.turn();
    }

    private static Event initsync(String type, Object key, String attribute) {
        String login = type.equals("SRVUsers") ? "u" + key : "p" + key;
        return new Event.Added(
                Event.Category.INITSYNC, type, Key.of(key), Entry.of(Map.of(attribute, key, "login", login)));
    }

    private static Template card() {
        return FakeTemplate.of(Set.of("login", "mail"), context -> {
            if (!context.containsKey("mail")) {
                throw new TemplateException("undefined", "'mail' is undefined");
            }
            return context.get("login") + " " + context.get("mail");
        });
    }

    private void restarted() {
        fixture.start();
        fixture.turn();
    }

    private Entry local(int key) {
        return fixture.cached("__Users", "_pkey_id").get(Key.of(key));
    }

    /** The invariant: nothing waits, so what is processed is complete. */
    private void expectSettled(String... localTypes) {
        fixture.client.stop();
        fixture.client = null;
        assertThat(fixture.queued()).isEmpty();
        expectTwins("SRVUsers", "", "id");
        for (String type : localTypes) {
            expectTwins(type, "__", "_pkey_id");
        }
        assertThat(fixture.state("inFlight")).isNull();
    }

    private void expectTwins(String type, String prefix, String key) {
        assertThat(fixture.cached(prefix + type, key)).isEqualTo(fixture.cached(prefix + type + "_complete__", key));
        assertThat(fixture.cached(prefix + "trashbin_" + type, key).keySet())
                .isEqualTo(fixture.cached(prefix + "trashbin_" + type + "_complete__", key)
                        .keySet());
    }
}

package org.hermescdc.camel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hermescdc.camel.client.ClientFixture.modified;
import static org.hermescdc.camel.client.ClientFixture.removed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.DataSchema.DataType;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.translate.FakeTemplate;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes of the server's data schema, each with objects that are kept, in the error queue and in the trashbin (spec/02 and
 * spec/04). Before each: user 1 is kept; 2 is in the trashbin; 3 waits to be added, 4 to be modified, 5 to be trashed.
 */
class ChangedSchemaTest {

    private static final Template LOGIN = FakeTemplate.plain("login");
    private static final Template MAIL = FakeTemplate.plain("mail");
    private static final DataType USERS =
            new DataType(List.of("id", "login", "mail", "site"), List.of(), List.of("id"), Map.of());
    private static final DataType GROUPS = new DataType(List.of("gid"), List.of(), List.of("gid"), Map.of());

    @TempDir
    Path directory;

    private ClientFixture fixture;

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    @Test
    void removesWhatIsLeftOfATypeTrashedObjectsFirst() {
        before();
        fixture.put(schema(Map.of("SRVGroups", GROUPS)));
        fixture.turn();

        assertThat(fixture.target.drain())
                .containsExactly(
                        "Users[2] removed", "Users[1] removed", "Users[4] removed", "Users[5] removed", "saved");
        assertThat(fixture.told).contains("datamodel warnings have changed", "no more objects in error queue");
        stopped();
        assertThat(fixture.queued()).isEmpty();
        assertThat(files()).noneMatch(name -> name.contains("SRVUsers"));
        assertThat(files()).contains("__Users.json", "__trashbin_Users.json");
        assertThat(fixture.cached("__Users_complete__", "_pkey_id")).isEmpty();
        fixture.dropType("Users");
        fixture.start();
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("saved");
        assertThat(files()).noneMatch(name -> name.contains("Users"));
    }

    @Test
    void retriesTheRemovalOfAnObjectWhoseTypeIsGoneAlsoAfterARestart() {
        before();
        fixture.target.then(call -> {
            if (Set.of(Key.of(1), Key.of(2)).contains(call.key())) {
                throw new HandlerException("in use");
            }
        });
        fixture.put(schema(Map.of("SRVGroups", GROUPS)));
        fixture.turn();
        stopped();
        assertThat(fixture.queued()).containsExactly(1L, 2L);
        fixture.target.up();
        fixture.target.drain();
        fixture.start();
        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[2] removed again", "Users[1] removed again", "saved");
        stopped();
        assertThat(fixture.queued()).isEmpty();
        assertThat(fixture.cached("__Users", "_pkey_id")).isEmpty();
        assertThat(fixture.cached("__trashbin_Users", "_pkey_id")).isEmpty();
    }

    @Test
    void aTypeThatComesBackWithAnotherKeyWaitsForTheRemovalsOfTheOldOne() {
        before();
        fixture.target.down("Users");
        fixture.put(schema(Map.of("SRVGroups", GROUPS)));
        fixture.turn();
        stopped();
        DataType byLogin = new DataType(List.of("id", "login"), List.of(), List.of("login"), Map.of());
        fixture.put(schema(Map.of("SRVUsers", byLogin, "SRVGroups", GROUPS)));
        fixture.put(new Event.Added(
                Event.Category.BASE, "SRVUsers", Key.of("u1"), Entry.of(Map.of("id", 1, "login", "u1"))));
        fixture.start();
        assertThatThrownBy(fixture::turn).hasMessageContaining("target down for Users");
        fixture.target.up();
        fixture.target.drain();
        fixture.turn();

        assertThat(fixture.target.drain())
                .containsExactly(
                        "Users[1] removed",
                        "Users[2] removed",
                        "Users[4] removed",
                        "Users[5] removed",
                        "Users[u1] added",
                        "saved");
        stopped();
        assertThat(fixture.queued()).isEmpty();
        assertThat(fixture.cached("__Users", "_pkey_login").keySet()).containsExactly(Key.of("u1"));
    }

    @Test
    void purgesWhatBecameSecretFromTheFilesAndTheirBackupsButNotFromMemory() {
        before();
        fixture.put(schema(Map.of(
                "SRVUsers",
                new DataType(List.of("id", "login", "mail", "site"), List.of("login"), List.of("id"), Map.of()))));
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("saved");
        fixture.put(new Event.Modified(
                "SRVUsers", Key.of(1), new EntryDelta(Entry.of(Map.of("login", "u1")), Entry.EMPTY, Set.of())));
        fixture.target.up();
        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[1] modified", "saved");
        assertThat(last().cachedObject().get("login")).isEqualTo("u1");
        stopped();
        for (String prefix : List.of("", "trashbin_")) {
            for (String suffix : List.of("", "_complete__")) {
                assertThat(fixture.cached(prefix + "SRVUsers" + suffix, "id").values())
                        .noneMatch(object -> object.has("login"));
                assertThat(fixture.cached("__" + prefix + "Users" + suffix, "_pkey_id")
                                .values())
                        .noneMatch(object -> object.has("login"));
            }
        }
        fixture.start();
        fixture.turn();
        assertThat(fixture.target.drain())
                .containsExactly("Users[3] added again", "Users[4] modified again", "Users[5] trashed again", "saved");
        expectTwins("id");
    }

    @Test
    void cachesWhatIsNoSecretAnyMore() {
        fixture = new ClientFixture(directory, Duration.ofDays(1));
        fixture.type("Users", Map.of("secret", FakeTemplate.plain("password")));
        fixture.putInitsync(1);
        fixture.start();
        fixture.turn();
        fixture.put(modified(1, "password", "pw"));
        fixture.turn();
        fixture.target.drain();
        fixture.put(
                schema(Map.of(
                        "SRVUsers",
                        new DataType(List.of("id", "login", "password"), List.of(), List.of("id"), Map.of()))),
                new Event.Modified(
                        "SRVUsers",
                        Key.of(1),
                        new EntryDelta(Entry.of(Map.of("password", "pw")), Entry.EMPTY, Set.of())));
        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[1] modified", "saved");
        stopped();
        assertThat(fixture.cached("__Users", "_pkey_id").get(Key.of(1)).get("secret"))
                .isEqualTo("pw");
    }

    @Test
    void givesEveryObjectItsNewKey() {
        before();
        fixture.target.up();
        fixture.put(
                schema(Map.of("SRVUsers", new DataType(USERS.attributes(), List.of(), List.of("login"), Map.of()))));
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("saved");
        stopped();
        assertThat(fixture.queued()).containsExactly(1L, 2L, 3L);
        assertThat(fixture.cached("__Users", "_pkey_login").get(Key.of("u1")))
                .isEqualTo(Entry.of(Map.of("_pkey_login", "u1", "login", "u1")));
        assertThat(fixture.cached("__trashbin_Users", "_pkey_login").keySet()).containsExactly(Key.of("u2"));
        fixture.put(new Event.Removed("SRVUsers", Key.of("u1")));
        fixture.start();
        fixture.turn();

        assertThat(fixture.target.drain())
                .containsExactly(
                        "Users[u3] added again",
                        "Users[u4] modified again",
                        "Users[u5] trashed again",
                        "Users[u1] trashed",
                        "saved");
        expectTwins("login");
    }

    @Test
    void givesEveryObjectANewKeyOfSeveralAttributesAndBack() {
        before();
        fixture.put(schema(
                Map.of("SRVUsers", new DataType(USERS.attributes(), List.of(), List.of("site", "id"), Map.of()))));
        fixture.turn();
        fixture.put(schema(
                Map.of("SRVUsers", new DataType(USERS.attributes(), List.of(), List.of("id", "site"), Map.of()))));
        fixture.target.up();
        fixture.turn();
        stopped();
        fixture.start();
        fixture.turn();

        assertThat(fixture.target.drain())
                .containsExactly(
                        "Users[(3, paris)] added again",
                        "Users[(4, paris)] modified again",
                        "Users[(5, paris)] trashed again",
                        "saved");
        expectTwins("id", "site");
        fixture.put(schema(Map.of("SRVUsers", USERS)));
        fixture.start();
        fixture.turn();
        expectTwins("id");
        assertThat(fixture.cached("__Users", "_pkey_id").keySet()).containsExactly(Key.of(1), Key.of(3), Key.of(4));
    }

    @Test
    void purgesTrashedObjectsWithoutTheNewKeyFirst() {
        fixture = new ClientFixture(directory, Duration.ofDays(1));
        fixture.type("Users", Map.of("login", LOGIN));
        fixture.type("Boxes", Map.of("box", LOGIN));
        fixture.putInitsync(1, 2);
        fixture.start();
        fixture.turn();
        fixture.put(removed(2), modified(1, "badge", "b1"));
        fixture.turn();
        fixture.target.drain();
        fixture.target.down("Boxes");
        fixture.put(schema(Map.of(
                "SRVUsers", new DataType(List.of("id", "login", "badge"), List.of(), List.of("badge"), Map.of()))));

        assertThatThrownBy(fixture::turn)
                .hasMessageContaining("the primary key of SRVUsers changes")
                .hasMessageContaining("Boxes[2]");
        assertThat(fixture.target.drain()).containsExactly("Users[2] removed", "Boxes[2] removed");
        fixture.target.up();
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("Boxes[2] removed", "saved");
        expectTwins("badge");
        assertThat(fixture.cached("__Boxes", "_pkey_badge")).containsOnlyKeys(Key.of("b1"));
        assertThat(fixture.cached("__trashbin_Boxes", "_pkey_badge")).isEmpty();
    }

    @Test
    void purgesATrashedObjectWhoseNewKeyIsThatOfAnotherObject() {
        before();
        fixture.target.up();
        fixture.put(
                new Event.Added(
                        Event.Category.BASE,
                        "SRVUsers",
                        Key.of(6),
                        Entry.of(Map.of("id", 6, "login", "u2", "site", "paris"))),
                schema(Map.of("SRVUsers", new DataType(USERS.attributes(), List.of(), List.of("login"), Map.of()))));
        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[6] added", "Users[2] removed", "saved");
    }

    @Test
    void waitsWithANewKeyThatAnObjectOfTheServerLacks() {
        before();
        fixture.put(schema(Map.of("SRVUsers", new DataType(USERS.attributes(), List.of(), List.of("mail"), Map.of()))));

        assertThatThrownBy(fixture::turn)
                .hasMessageContaining(
                        "the primary key of SRVUsers becomes [mail], but SRVUsers[1] has no value for it");
        assertThatThrownBy(fixture::turn).hasMessageContaining("the client waits with the new data schema");
        stopped();
        assertThat(fixture.cached("SRVUsers", "id")).containsOnlyKeys(Key.of(1), Key.of(4), Key.of(5));
    }

    @Test
    void tellsNobodyOfAddedAndRemovedAttributesAndOfTypesInAnotherOrder() {
        before();
        fixture.target.up();
        Map<String, DataType> types = new LinkedHashMap<>();
        types.put("SRVGroups", GROUPS);
        types.put("SRVUsers", new DataType(List.of("id", "mail", "more"), List.of(), List.of("id"), Map.of()));
        fixture.put(schema(types));
        fixture.put(
                new Event.Modified("SRVUsers", Key.of(1), new EntryDelta(Entry.EMPTY, Entry.EMPTY, Set.of("login"))));
        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[1] modified", "saved");
        assertThat(fixture.told).contains("datamodel warnings have changed");
        fixture.clock.advance(Duration.ofHours(1));
        fixture.turn();
        assertThat(fixture.target.drain())
                .containsExactly("Users[3] added again", "Users[4] modified again", "Users[5] trashed again", "saved");
        expectTwins("id");
    }

    @Test
    void followsNewForeignKeys() {
        fixture = new ClientFixture(directory, Duration.ZERO);
        fixture.type("Groups", "SRVGroups", Map.of("gid", FakeTemplate.plain("gid")));
        fixture.put(schemaStart(Map.of("SRVUsers", USERS, "SRVGroups", GROUPS)));
        fixture.put(new Event.Added(Event.Category.INITSYNC, "SRVGroups", Key.of(1), Entry.of(Map.of("gid", 1))));
        fixture.put(user(1), new Event.InitStop());
        fixture.start();
        fixture.turn();
        fixture.target.drain();
        fixture.target.down("Users");
        fixture.put(schema(Map.of(
                "SRVUsers",
                new DataType(
                        USERS.attributes(),
                        List.of(),
                        List.of("id"),
                        Map.of("id", new DataSchema.ForeignKey("SRVGroups", "gid"))),
                "SRVGroups",
                GROUPS)));
        fixture.put(removed(1), new Event.Removed("SRVGroups", Key.of(1)));
        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[1] removed", "saved");
    }

    @Test
    void addsATypeWhoseLocalTypeIsThereAlready() {
        before();
        fixture.client.stop();
        fixture.type("Groups", "SRVGroups", Map.of("gid", FakeTemplate.plain("gid")));
        fixture.target.up();
        fixture.start();
        fixture.turn();
        fixture.target.drain();
        fixture.put(schema(Map.of("SRVUsers", USERS, "SRVGroups", GROUPS)));
        fixture.put(new Event.Added(Event.Category.BASE, "SRVGroups", Key.of(7), Entry.of(Map.of("gid", 7))));
        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Groups[7] added", "saved");
    }

    /** See the class. */
    private void before() {
        fixture = new ClientFixture(directory, Duration.ofDays(1));
        fixture.type("Users", Map.of("login", LOGIN, "mail", MAIL));
        fixture.put(schemaStart(Map.of("SRVUsers", USERS)));
        fixture.put(user(1), user(2), user(4), user(5), new Event.InitStop());
        fixture.start();
        fixture.turn();
        fixture.put(removed(2));
        fixture.turn();
        fixture.target.then(call -> {
            if (!call.key().equals(Key.of(1))) {
                throw new HandlerException("not now");
            }
        });
        Event.Added third = (Event.Added) user(3);
        fixture.put(
                new Event.Added(Event.Category.BASE, "SRVUsers", third.key(), third.attributes()),
                modified(4, "mail", "four@x"),
                removed(5));
        fixture.turn();
        fixture.target.up();
        fixture.target.drain();
        fixture.told.clear();
    }

    private static Event user(int key) {
        return new Event.Added(
                Event.Category.INITSYNC,
                "SRVUsers",
                Key.of(key),
                Entry.of(Map.of("id", key, "login", "u" + key, "site", "paris")));
    }

    private static Event schemaStart(Map<String, DataType> types) {
        return new Event.InitStart(new DataSchema(types));
    }

    private static Event schema(Map<String, DataType> types) {
        return new Event.SchemaChanged(new DataSchema(types));
    }

    private HandlerCall last() {
        return fixture.target.details.get(fixture.target.details.size() - 1);
    }

    private List<String> files() {
        return Arrays.asList(directory.toFile().list());
    }

    private void stopped() {
        fixture.client.stop();
        fixture.client = null;
        fixture.target.drain();
    }

    /** The invariant: nothing waits, so what is processed is complete. */
    private void expectTwins(String... key) {
        if (fixture.client != null) {
            stopped();
        }
        assertThat(fixture.queued()).isEmpty();
        String[] local = Arrays.stream(key).map(name -> "_pkey_" + name).toArray(String[]::new);
        assertThat(fixture.cached("SRVUsers", key)).isEqualTo(fixture.cached("SRVUsers_complete__", key));
        assertThat(fixture.cached("__Users", local)).isEqualTo(fixture.cached("__Users_complete__", local));
        assertThat(fixture.cached("trashbin_SRVUsers", key).keySet())
                .isEqualTo(fixture.cached("trashbin_SRVUsers_complete__", key).keySet());
        assertThat(fixture.cached("__trashbin_Users", local).keySet())
                .isEqualTo(fixture.cached("__trashbin_Users_complete__", local).keySet());
        assertThat(fixture.state("inFlight")).isNull();
    }
}

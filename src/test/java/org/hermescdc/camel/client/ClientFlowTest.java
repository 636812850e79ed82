package org.hermescdc.camel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hermescdc.camel.client.ClientFixture.added;
import static org.hermescdc.camel.client.ClientFixture.modified;
import static org.hermescdc.camel.client.ClientFixture.removed;
import static org.hermescdc.camel.client.ClientFixture.user;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.translate.FakeTemplate;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.HandlerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ClientFlowTest {

    @TempDir
    Path directory;

    private ClientFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory, Duration.ZERO);
    }

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    @Test
    void waitsForAnInitsyncSequenceAndSavesNothingBefore() {
        fixture.put(added(1));
        fixture.start();

        fixture.turn();
        fixture.client.stop();

        assertThat(fixture.target.calls).isEmpty();
        assertThat(directory.toFile().list()).noneMatch(name -> name.endsWith(".json"));
    }

    @Test
    void beginsWithTheNewestSequenceAndFollowsTheEventsBehindItInTheNextTurn() {
        fixture.putInitsync(1);
        fixture.put(added(2));
        fixture.putInitsync(1, 2);
        fixture.put(added(3), new Event.InitStart(ClientFixture.SCHEMA));
        fixture.start();

        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("Users[1] added", "Users[2] added", "saved");
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("Users[3] added", "saved");
        fixture.turn();
        assertThat(fixture.target.drain()).isEmpty();
    }

    @Test
    void resumesASequenceInTheMiddle() {
        fixture.putInitsync(1, 2, 3);
        fixture.target.then(call -> {
            if (call.key().equals(Key.of(2))) {
                fixture.client.control().requestStop();
            }
        });
        fixture.start();
        fixture.turn();
        fixture.die();
        fixture.start();

        fixture.turn();

        assertThat(fixture.target.drain())
                .containsExactly("Users[1] added", "Users[2] added", "saved", "Users[3] added", "saved");
    }

    @Test
    void queuesWhatFailsLetsLaterEventsOfTheObjectWaitAndRetriesInOrder() {
        initialised(1, 2);
        fixture.target.down("Users");
        fixture.put(modified(1, "mail", "a@x"));
        fixture.turn();
        fixture.target.up();
        fixture.put(modified(1, "mail", "b@x"), modified(2, "mail", "c@x"));

        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[1] modified", "saved", "Users[2] modified", "saved");
        fixture.clock.advance(Duration.ofMinutes(60));
        fixture.turn();
        assertThat(fixture.target.drain())
                .containsExactly("Users[1] modified again", "Users[1] modified again", "saved");
        assertThat(fixture.told)
                .containsExactly("objects in error queue have changed", "no more objects in error queue");
        expectEqualTwins();
    }

    @Test
    void keepsTheQueueOverARestartAndRetriesItAtOnce() {
        initialised(1);
        fixture.target.down("Users");
        fixture.put(removed(1));
        fixture.turn();
        fixture.client.stop();
        fixture.target.up();
        fixture.target.drain();
        fixture.start();

        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[1] removed again", "saved");
        expectEqualTwins();
    }

    @Test
    void keepsTheStepThatAHandlerReached() {
        initialised();
        fixture.target.then(call -> {
            call.context().enterStep(call.context().currentStep() + 1);
            call.context().markPartiallyProcessed();
            throw new HandlerException("at step " + call.context().currentStep());
        });
        fixture.put(added(1));
        fixture.turn();
        fixture.clock.advance(Duration.ofMinutes(60));
        fixture.turn();

        assertThat(fixture.client.status(false).tree(false).get("errorQueue"))
                .isEqualTo(Map.of("error", Map.of("1", Map.of("objrepr", "<Users[1]>", "errorMsg", "at step 2"))));
    }

    @Test
    void doesNotCallAHandlerTwiceForADuplicate() {
        initialised(1);
        fixture.put(added(1), modified(1, "mail", "a@x"), modified(1, "mail", "a@x"), removed(1), removed(1));

        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[1] modified", "Users[1] removed", "saved");
    }

    @Test
    void takesAnAdditionWithOtherAttributesAsTheModificationThatItAmountsTo() {
        initialised(1);
        Entry other = Entry.of(Map.of("id", 1, "login", "other"));
        fixture.put(new Event.Added(Event.Category.BASE, "SRVUsers", Key.of(1), other));

        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[1] modified", "saved");
        assertThat(fixture.target.details.get(1).delta())
                .isEqualTo(new EntryDelta(Entry.EMPTY, Entry.of(Map.of("login", "other")), Set.of()));
    }

    @Test
    void passesOnASecretEvenIfItMayBeTheSameAndKeepsItOutOfTheCache() {
        fixture.type("Users", Map.of("secret", FakeTemplate.plain("password")));
        initialised(1);
        Event secret = modified(1, "password", "s3cret");
        fixture.put(secret, secret);

        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("Users[1] modified", "Users[1] modified", "saved");
        assertThat(fixture.target.details.get(2).cachedObject().get("secret")).isEqualTo("s3cret");
        fixture.client.stop();
        assertThat(fixture.cached("__Users", "_pkey_id").get(Key.of(1)).has("secret"))
                .isFalse();
        assertThat(fixture.cached("SRVUsers", "id").get(Key.of(1)).has("password"))
                .isFalse();
    }

    @Test
    void givesNoEventToAHandlerThatHasNothingForIt() {
        initialised(1);
        fixture.put(modified(1, "unmapped", 1));

        fixture.turn();
        fixture.client.stop();

        assertThat(fixture.target.drain()).containsExactly("saved", "saved");
        assertThat(fixture.cached("SRVUsers", "id").get(Key.of(1))).isEqualTo(user(1).with("unmapped", 1));
    }

    @Test
    void letsSiblingTypesOfOneEventWaitBehindAFailure() {
        fixture.type("Boxes", Map.of("box", FakeTemplate.plain("login")));
        initialised();
        fixture.target.down("Users");
        fixture.put(added(1));
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("Users[1] added", "saved");

        fixture.target.up();
        fixture.clock.advance(Duration.ofMinutes(60));
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("Users[1] added again", "Boxes[1] added again", "saved");
    }

    @Test
    void queuesWhatCannotBeTranslatedAndGoesOnWithSiblingsUntilTheDataAreCorrected() {
        fixture.type("Cards", Map.of("card", FakeTemplate.of(Set.of("login", "mail"), context -> {
            if (!context.containsKey("mail")) {
                throw new TemplateException("undefined", "'mail' is undefined");
            }
            return context.get("login") + " " + context.get("mail");
        })));
        fixture.type("Boxes", Map.of("box", FakeTemplate.plain("login")));
        initialised();
        fixture.put(added(1));
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("Users[1] added", "Boxes[1] added", "saved");

        fixture.put(modified(1, "mail", "a@x"));
        fixture.clock.advance(Duration.ofMinutes(60));
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("saved");

        fixture.clock.advance(Duration.ofMinutes(60));
        fixture.turn();
        assertThat(fixture.target.drain())
                .containsExactly("Cards[1] added again", "Users[1] modified again", "Boxes[1] modified again", "saved");
        expectEqualTwins();
    }

    @Test
    void trashesAndRecyclesWithATrashbin() {
        fixture = new ClientFixture(directory, Duration.ofDays(1));
        initialised(1);
        fixture.put(removed(1));
        fixture.turn();
        fixture.put(new Event.Added(Event.Category.BASE, "SRVUsers", Key.of(1), user(1).with("mail", "new@x")));
        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("Users[1] trashed", "saved", "Users[1] recycled", "saved");

        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[1] modified again", "saved");
        expectEqualTwins();
    }

    @Test
    void tellsAnUnavailableBusOnceAndItsReturn() {
        initialised(1);
        fixture.bus.setDown(true);
        for (int turn = 0; turn < 2; turn++) {
            assertThatThrownBy(fixture::turn).isInstanceOf(BusException.class);
        }
        assertThat(fixture.client.status(false).tree(false).toString()).contains("the bus is down");
        fixture.bus.setDown(false);
        fixture.turn();

        assertThat(fixture.told).containsExactly("unhandled exception", "no more unhandled exception");
    }

    @Test
    void saysOnceThatTheBusFailedInsideABatch() {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        ((Logger) LoggerFactory.getLogger("org.apache.camel")).addAppender(logged);
        initialised(1);
        fixture.put(added(2), added(3), added(4), added(5));
        int[] polls = {0};
        fixture.bus.whenPolled(() -> {
            if (++polls[0] >= 2) {
                throw new BusException("the bus is down");
            }
        });

        assertThatThrownBy(fixture::turn).isInstanceOf(BusException.class);
        assertThat(fixture.target.drain()).containsExactly("Users[2] added", "Users[3] added");
        assertThat(logged.list).isEmpty();
    }

    @Test
    void makesNoProgressWithAForeignKeyToATypeThatItDoesNotMap() {
        DataSchema schema = new DataSchema(Map.of(
                "SRVUsers",
                new DataSchema.DataType(
                        List.of("id"),
                        List.of(),
                        List.of("id"),
                        Map.of("id", new DataSchema.ForeignKey("SRVPeople", "id")))));
        fixture.put(new Event.InitStart(schema), new Event.InitStop());
        fixture.start();

        assertThatThrownBy(fixture::turn).hasMessageContaining("type SRVUsers has a foreign key to type SRVPeople");
        assertThatThrownBy(fixture::turn).hasMessageContaining("SRVPeople");
        assertThat(fixture.told).containsExactly("unhandled exception");
    }

    @Test
    void endsWhenOnSaveFailsWithEverythingSaved() {
        fixture.putInitsync(1);
        fixture.start();
        fixture.target.failOnSave();

        assertThatThrownBy(fixture::turn).isInstanceOf(FatalException.class);
        fixture.die();

        assertThat(fixture.state("nextoffset")).isEqualTo(4L);
    }

    private void initialised(int... keys) {
        fixture.putInitsync(keys);
        fixture.start();
        fixture.turn();
        fixture.target.drain();
    }

    private void expectEqualTwins() {
        fixture.client.stop();
        fixture.client = null;
        assertThat(fixture.cached("SRVUsers", "id")).isEqualTo(fixture.cached("SRVUsers_complete__", "id"));
        for (String type : List.of("Users", "Boxes", "Cards")) {
            assertThat(fixture.cached("__" + type, "_pkey_id"))
                    .isEqualTo(fixture.cached("__" + type + "_complete__", "_pkey_id"));
        }
    }
}

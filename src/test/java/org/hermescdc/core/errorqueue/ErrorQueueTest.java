package org.hermescdc.core.errorqueue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.DataSchema.DataType;
import org.hermescdc.core.model.DataSchema.ForeignKey;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.ObjectId;
import org.junit.jupiter.api.Test;

class ErrorQueueTest {

    private static final Key GROUP = Key.of(10);
    private static final Key MEMBER = Key.of(List.of(10, 1));

    private ErrorQueue queue = queue(ForeignKeysPolicy.ON_REMOVE_EVENT);

    @Test
    void numbersFromOneAndThenBehindTheHighest() {
        assertThat(queue.nextNumber()).isEqualTo(1);
        queue.put(entry(4, "Users", removed("SRVUsers", Key.of(1))));
        assertThat(queue.nextNumber()).isEqualTo(5);
        queue.remove(4);
        assertThat(queue.nextNumber()).isEqualTo(1);
    }

    @Test
    void letsLaterEventsOfAnObjectWaitAlsoThoseOfASiblingType() {
        queue.put(entry(1, "Mailboxes", added("SRVUsers", Key.of(1))));

        assertThat(queue.obstacle(new ObjectId("SRVUsers", Key.of(1)), removed("SRVUsers", Key.of(1))))
                .hasValue("object SRVUsers[1] already has an event in the error queue");
        assertThat(queue.obstacle(new ObjectId("SRVUsers", Key.of(2)), removed("SRVUsers", Key.of(2))))
                .isEmpty();
    }

    @Test
    void letsTheRemovalOfAParentWaitForItsChildren() {
        queue.put(entry(1, "Members", removed("SRVMembers", MEMBER)));

        ObjectId group = new ObjectId("SRVGroups", GROUP);
        assertThat(queue.obstacle(group, removed("SRVGroups", GROUP)))
                .hasValue("object SRVGroups[10] is a parent of an object in the error queue");
        assertThat(queue.obstacle(group, added("SRVGroups", GROUP))).isEmpty();
    }

    @Test
    void knowsParentsThroughOthers() {
        queue.put(entry(1, "Badges", removed("SRVBadges", MEMBER)));

        assertThat(queue.obstacle(new ObjectId("SRVGroups", GROUP), removed("SRVGroups", GROUP)))
                .isPresent();
    }

    @Test
    void letsEveryEventOfAParentWaitUnderThePolicyForThatAndNoneWithoutPolicy() {
        queue = queue(ForeignKeysPolicy.ON_EVERY_EVENT);
        queue.put(entry(1, "Members", removed("SRVMembers", MEMBER)));
        assertThat(queue.obstacle(new ObjectId("SRVGroups", GROUP), added("SRVGroups", GROUP)))
                .isPresent();

        queue = queue(ForeignKeysPolicy.DISABLED);
        queue.put(entry(1, "Members", removed("SRVMembers", MEMBER)));
        assertThat(queue.obstacle(new ObjectId("SRVGroups", GROUP), removed("SRVGroups", GROUP)))
                .isEmpty();
    }

    @Test
    void forgetsAnObjectWithItsLastEntry() {
        queue.put(entry(1, "Members", removed("SRVMembers", MEMBER)));
        queue.put(entry(2, "Members", added("SRVMembers", MEMBER)));
        queue.remove(1);
        assertThat(queue.holds(new ObjectId("SRVMembers", MEMBER))).isTrue();
        queue.remove(2);

        assertThat(queue.holds(new ObjectId("SRVMembers", MEMBER))).isFalse();
        assertThat(queue.obstacle(new ObjectId("SRVGroups", GROUP), removed("SRVGroups", GROUP)))
                .isEmpty();
    }

    @Test
    void retriesByNumberAndOnlyTheFirstEntryOfAnObjectUntilThatSucceeds() {
        queue.put(entry(1, "Users", added("SRVUsers", Key.of(1))));
        queue.put(entry(2, "Users", added("SRVUsers", Key.of(2))));
        queue.put(entry(3, "Users", removed("SRVUsers", Key.of(1))));
        queue.put(entry(4, "Mailboxes", removed("SRVUsers", Key.of(2))));

        assertThat(retry(List.of(1L))).containsExactly(1L, 2L, 4L);
        assertThat(queue.numbers()).containsExactly(1L, 3L);
    }

    @Test
    void retriesAParentInAnotherPassOnceItsChildrenAreDone() {
        queue.put(entry(1, "Groups", removed("SRVGroups", GROUP)));
        queue.put(entry(2, "Members", removed("SRVMembers", MEMBER)));

        assertThat(retry(List.of())).containsExactly(2L, 1L);
    }

    @Test
    void retriesThroughSeveralLevelsUntilAPassChangesNothing() {
        queue.put(entry(1, "Groups", removed("SRVGroups", GROUP)));
        queue.put(entry(2, "Sections", removed("SRVSections", GROUP)));
        queue.put(entry(3, "Badges", removed("SRVBadges", MEMBER)));
        queue.put(entry(4, "Users", removed("SRVUsers", Key.of(1))));
        queue.put(entry(5, "Members", removed("SRVMembers", MEMBER)));

        assertThat(retry(List.of(3L))).containsExactly(3L, 5L, 4L);
        assertThat(retry(List.of())).containsExactly(3L, 2L, 1L);
    }

    @Test
    void letsOnlyRemovalsOfAParentWaitInARetryUnlessEveryEventHasTo() {
        for (ForeignKeysPolicy policy : ForeignKeysPolicy.values()) {
            queue = queue(policy);
            queue.put(entry(1, "Badges", removed("SRVBadges", MEMBER)));
            queue.put(entry(2, "Groups", added("SRVGroups", GROUP)));

            assertThat(retry(List.of(1L)))
                    .isEqualTo(policy == ForeignKeysPolicy.ON_EVERY_EVENT ? List.of(1L) : List.of(1L, 2L));
        }
    }

    @Test
    void doesNotLetAnAddedParentWaitForChildrenThatNeedIt() {
        queue = queue(ForeignKeysPolicy.ON_EVERY_EVENT);
        queue.put(entry(1, "Groups", added("SRVGroups", GROUP)));
        queue.put(entry(2, "Members", added("SRVMembers", MEMBER)));

        assertThat(retry(List.of())).containsExactly(1L, 2L);
    }

    @Test
    void triesAFailingEntryOnceHoweverManyPassesOthersNeed() {
        queue.put(entry(1, "Users", added("SRVUsers", Key.of(7))));
        queue.put(entry(2, "Groups", removed("SRVGroups", GROUP)));
        queue.put(entry(3, "Members", removed("SRVMembers", MEMBER)));

        assertThat(retry(List.of(1L))).containsExactly(1L, 3L, 2L);
    }

    @Test
    void leavesWhatIsQueuedMeanwhileForTheNextRetry() {
        queue.put(entry(1, "Users", added("SRVUsers", Key.of(1))));
        RetryOrder order = new RetryOrder(queue);

        order.next();
        queue.put(entry(2, "Users", removed("SRVUsers", Key.of(1))));
        queue.remove(1);

        assertThat(order.hasNext()).isFalse();
    }

    /** Retries; the entries that do not fail leave the queue. Returns the numbers in the order of their tries. */
    private List<Long> retry(List<Long> failing) {
        List<Long> tried = new ArrayList<>();
        RetryOrder order = new RetryOrder(queue);
        while (order.hasNext()) {
            QueuedEvent entry = order.next();
            tried.add(entry.number());
            if (!failing.contains(entry.number())) {
                queue.remove(entry.number());
            }
        }
        return tried;
    }

    private static QueuedEvent entry(long number, String localType, ObjectEvent remote) {
        return new QueuedEvent(number, remote, null, localType, "why");
    }

    private static ObjectEvent removed(String type, Key key) {
        return new Event.Removed(type, key);
    }

    private static ObjectEvent added(String type, Key key) {
        return new Event.Added(Event.Category.BASE, type, key, Entry.EMPTY);
    }

    private static ErrorQueue queue(ForeignKeysPolicy policy) {
        Map<String, DataType> types = new LinkedHashMap<>();
        types.put("SRVUsers", type(List.of("uid"), Map.of()));
        types.put("SRVGroups", type(List.of("gid"), Map.of()));
        types.put(
                "SRVMembers",
                type(
                        List.of("gid", "uid"),
                        Map.of("gid", new ForeignKey("SRVSections", "gid"), "uid", new ForeignKey("SRVUsers", "uid"))));
        types.put("SRVSections", type(List.of("gid"), Map.of("gid", new ForeignKey("SRVGroups", "gid"))));
        types.put("SRVBadges", type(List.of("gid", "x"), Map.of("gid", new ForeignKey("SRVSections", "gid"))));
        Map<String, String> remoteTypes = Map.of(
                "Users",
                "SRVUsers",
                "Mailboxes",
                "SRVUsers",
                "Groups",
                "SRVGroups",
                "Members",
                "SRVMembers",
                "Badges",
                "SRVBadges",
                "Sections",
                "SRVSections");
        return new ErrorQueue(remoteTypes::get, new ForeignKeys(new DataSchema(types)), policy);
    }

    private static DataType type(List<String> primaryKey, Map<String, ForeignKey> foreignKeys) {
        return new DataType(primaryKey, List.of(), primaryKey, foreignKeys);
    }
}

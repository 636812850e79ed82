package org.hermescdc.core.errorqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.errorqueue.QueuePlan.Append;
import org.hermescdc.core.errorqueue.QueuePlan.Drop;
import org.hermescdc.core.errorqueue.QueuePlan.Merge;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.Category;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.event.Event.Progress;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of spec/04, "Error queue", case by case. */
class RemediationTest {

    private static final Key KEY = Key.of(1);
    private static final Progress NONE = Progress.NONE;
    private static final Progress CLEAN = new Progress(2, false);
    private static final Progress PARTIAL = new Progress(1, true);
    private static final Base NOWHERE = new Base(null, Set.of());
    private static final Entry OLD = entry("login", "amara", "sn", "Okafor");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DISABLED")
    void appliesAModificationToTheAdditionBeforeIt(Autoremediation policy) {
        QueuedEvent last = waiting(3, added(OLD), CLEAN);

        assertThat(plan(policy, last, newcomer(modified(entry("mail", "a@x"), entry("sn", "Okoye"), "login")), NOWHERE))
                .isEqualTo(new Merge(waiting(3, added(entry("sn", "Okoye", "mail", "a@x")), CLEAN)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DISABLED")
    void composesTwoModifications(Autoremediation policy) {
        QueuedEvent last = waiting(3, modified(entry("mail", "a@x"), entry("sn", "Okoye")), CLEAN);
        QueuedEvent newcomer = newcomer(modified(Entry.EMPTY, entry("mail", "b@x"), "sn"));

        assertThat(plan(policy, last, newcomer, base(OLD)))
                .isEqualTo(new Merge(waiting(3, modified(entry("mail", "b@x"), Entry.EMPTY, "sn"), CLEAN)));
    }

    @Test
    void keepsAnEmptyModificationWhereTwoCancelEachOtherOut() {
        QueuedEvent last = waiting(3, modified(entry("mail", "a@x"), Entry.EMPTY), NONE);

        assertThat(plan(Autoremediation.MAXIMUM, last, newcomer(modified(Entry.EMPTY, Entry.EMPTY, "mail")), base(OLD)))
                .isEqualTo(new Merge(waiting(3, modified(Entry.EMPTY, Entry.EMPTY), NONE)));
    }

    @ParameterizedTest
    @CsvSource({"added,removed", "removed,added", "modified,removed"})
    void keepsApartUnderConservative(String before, String after) {
        QueuedEvent newcomer = newcomer(event(after));

        assertThat(plan(Autoremediation.CONSERVATIVE, waiting(3, event(before), NONE), newcomer, base(OLD)))
                .isEqualTo(new Append(newcomer));
    }

    @Test
    void dropsWhatWasAddedAndRemoved() {
        assertThat(plan(
                        Autoremediation.MAXIMUM,
                        waiting(3, added(OLD), CLEAN),
                        newcomer(new Event.Removed("Users", KEY)),
                        NOWHERE))
                .isEqualTo(new Drop(3));
    }

    @Test
    void removesWhatIsAddedAgainThoughTheTargetHasIt() {
        assertThat(plan(
                        Autoremediation.MAXIMUM,
                        waiting(3, added(OLD), CLEAN),
                        newcomer(new Event.Removed("Users", KEY)),
                        base(OLD)))
                .isEqualTo(new Merge(waiting(3, new Event.Removed("Users", KEY), NONE)));
    }

    @Test
    void takesRemovedAndAddedForTheDifference() {
        QueuedEvent last = waiting(3, new Event.Removed("Users", KEY), CLEAN);

        assertThat(plan(Autoremediation.MAXIMUM, last, newcomer(added(entry("sn", "Okoye", "mail", "a@x"))), base(OLD)))
                .isEqualTo(new Merge(waiting(3, modified(entry("mail", "a@x"), entry("sn", "Okoye"), "login"), CLEAN)));
    }

    @Test
    void dropsRemovedAndAddedWithoutDifference() {
        QueuedEvent last = waiting(3, new Event.Removed("Users", KEY), NONE);

        assertThat(plan(Autoremediation.MAXIMUM, last, newcomer(added(OLD)), base(OLD)))
                .isEqualTo(new Drop(3));
    }

    @Test
    void keepsARemoteDifferenceThatIsNoLocalOne() {
        QueuedEvent last = new QueuedEvent(3, remote(removed()), removed(), "Users", "failed");
        QueuedEvent newcomer = new QueuedEvent(4, remote(added(entry("phone", "1"))), added(OLD), "Users", "waits");

        assertThat(new Remediation(last, newcomer, base(Entry.EMPTY), base(OLD)).plan(Autoremediation.MAXIMUM))
                .isEqualTo(new Merge(new QueuedEvent(
                        3,
                        remote(modified(entry("phone", "1"), Entry.EMPTY)),
                        modified(Entry.EMPTY, Entry.EMPTY),
                        "Users",
                        "failed")));
    }

    @Test
    void keepsRemovedAndAddedApartWhereTheObjectIsInTheTrashbin() {
        QueuedEvent newcomer = newcomer(added(OLD));

        assertThat(plan(Autoremediation.MAXIMUM, waiting(3, removed(), NONE), newcomer, NOWHERE))
                .isEqualTo(new Append(newcomer));
    }

    @Test
    void letsARemovalOvertakeAModificationWithItsOwnStep() {
        QueuedEvent last = waiting(3, modified(entry("mail", "a@x"), Entry.EMPTY), CLEAN);

        assertThat(plan(Autoremediation.MAXIMUM, last, newcomer(removed()), base(OLD)))
                .isEqualTo(new Merge(waiting(3, removed(), NONE)));
    }

    @ParameterizedTest
    @EnumSource(Autoremediation.class)
    void neverMergesWhatIsPartiallyProcessed(Autoremediation policy) {
        QueuedEvent newcomer = newcomer(modified(entry("mail", "a@x"), Entry.EMPTY));

        assertThat(plan(policy, waiting(3, added(OLD), PARTIAL), newcomer, NOWHERE))
                .isEqualTo(new Append(newcomer));
        QueuedEvent begun = newcomer.failed(newcomer.local(), PARTIAL, "half");
        assertThat(plan(policy, waiting(3, added(OLD), NONE), begun, NOWHERE)).isEqualTo(new Append(begun));
    }

    @Test
    void mergesNothingWhenDisabled() {
        QueuedEvent newcomer = newcomer(modified(entry("mail", "a@x"), Entry.EMPTY));

        assertThat(plan(Autoremediation.DISABLED, waiting(3, added(OLD), NONE), newcomer, NOWHERE))
                .isEqualTo(new Append(newcomer));
    }

    @ParameterizedTest
    @CsvSource({"removed,modified", "modified,added"})
    void keepsApartWhatAMessageThatCameTwiceTellsOfATrashedObject(String before, String after) {
        QueuedEvent newcomer = newcomer(event(after));

        for (Autoremediation policy : Autoremediation.values()) {
            assertThat(plan(policy, waiting(3, event(before), NONE), newcomer, base(OLD)))
                    .isEqualTo(new Append(newcomer));
        }
    }

    @ParameterizedTest
    @CsvSource({"added,added", "removed,removed"})
    void isLoudAboutAPairThatCannotBe(String before, String after) {
        QueuedEvent last = waiting(3, event(before), NONE);
        QueuedEvent newcomer = newcomer(event(after));

        for (Autoremediation policy : Set.of(Autoremediation.CONSERVATIVE, Autoremediation.MAXIMUM)) {
            assertThatThrownBy(() -> plan(policy, last, newcomer, base(OLD)))
                    .isInstanceOf(HermesException.class)
                    .hasMessageContaining("internal error")
                    .hasMessageContaining("Users[1]")
                    .hasMessageContaining("entry 3");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DISABLED")
    void letsARemovalThatWaitsStandForOneOfTheClientItself(Autoremediation policy) {
        QueuedEvent last = waiting(3, event("removed"), CLEAN);
        QueuedEvent own = new QueuedEvent(9, null, event("removed"), "Users", "not now");

        assertThat(plan(policy, last, own, base(OLD))).isEqualTo(new Merge(last));
    }

    @Test
    void keepsTheRemoteEventWhereTheOtherIsNull() {
        QueuedEvent followUp = new QueuedEvent(3, null, modified(entry("mail", "a@x"), Entry.EMPTY), "Users", null);
        QueuedEvent newcomer = newcomer(modified(Entry.EMPTY, entry("sn", "Okoye")));

        assertThat(plan(Autoremediation.MAXIMUM, followUp, newcomer, base(OLD)))
                .isEqualTo(new Merge(new QueuedEvent(
                        3, newcomer.remote(), modified(entry("mail", "a@x"), entry("sn", "Okoye")), "Users", null)));
        QueuedEvent own = new QueuedEvent(4, null, newcomer.local(), "Users", "waits");
        QueuedEvent last = waiting(3, modified(entry("mail", "a@x"), Entry.EMPTY), NONE);
        assertThat(plan(Autoremediation.MAXIMUM, last, own, base(OLD)))
                .isEqualTo(new Merge(new QueuedEvent(
                        3, last.remote(), modified(entry("mail", "a@x"), entry("sn", "Okoye")), "Users", "failed")));
    }

    @Test
    void keepsTheRemovalOfARemoteObjectWhoseLocalOneCameFromTheClientItself() {
        QueuedEvent own = new QueuedEvent(3, null, added(OLD), "Users", "failed");
        QueuedEvent newcomer = newcomer(removed());

        assertThat(plan(Autoremediation.MAXIMUM, own, newcomer, NOWHERE))
                .isEqualTo(new Merge(new QueuedEvent(3, newcomer.remote(), removed(), "Users", "failed")));
    }

    @Test
    void mergesWhatCouldNotBeMadeByItsRemoteEvents() {
        QueuedEvent last = unmade(3, added(OLD), "template");
        QueuedEvent newcomer = unmade(4, modified(entry("mail", "a@x"), Entry.EMPTY), "waits");

        for (Autoremediation policy : Set.of(Autoremediation.CONSERVATIVE, Autoremediation.MAXIMUM)) {
            assertThat(plan(policy, last, newcomer, NOWHERE))
                    .isEqualTo(new Merge(
                            unmade(3, added(entry("login", "amara", "sn", "Okafor", "mail", "a@x")), "template")));
        }
    }

    @Test
    void dropsWhatCouldNotBeMadeWithItsRemoval() {
        assertThat(plan(Autoremediation.MAXIMUM, unmade(3, added(OLD), "template"), newcomer(removed()), NOWHERE))
                .isEqualTo(new Drop(3));
        QueuedEvent newcomer = newcomer(removed());
        assertThat(plan(
                        Autoremediation.MAXIMUM,
                        unmade(3, modified(entry("mail", "a@x"), Entry.EMPTY), "template"),
                        newcomer,
                        base(OLD)))
                .isEqualTo(new Merge(new QueuedEvent(3, newcomer.remote(), removed(), "Users", "template")));
    }

    @Test
    void doesNotMergeWhatCouldNotBeMadeWithAnOrdinaryEntry() {
        QueuedEvent unmade = unmade(4, modified(entry("mail", "a@x"), Entry.EMPTY), "waits");
        QueuedEvent ordinary = newcomer(modified(entry("mail", "a@x"), Entry.EMPTY));

        assertThat(plan(Autoremediation.MAXIMUM, waiting(3, added(OLD), NONE), unmade, NOWHERE))
                .isEqualTo(new Append(unmade));
        assertThat(plan(Autoremediation.MAXIMUM, unmade(3, added(OLD), "template"), ordinary, NOWHERE))
                .isEqualTo(new Append(ordinary));
    }

    @Test
    void tellsTheRemovalOfASecretThatTheTargetMayHave() {
        QueuedEvent last = waiting(3, modified(entry("password", "p"), Entry.EMPTY), NONE);
        QueuedEvent newcomer = newcomer(modified(Entry.EMPTY, Entry.EMPTY, "password"));
        Base base = new Base(OLD, Set.of("password"));

        assertThat(new Remediation(last, newcomer, base, base).plan(Autoremediation.CONSERVATIVE))
                .isEqualTo(new Merge(waiting(3, modified(Entry.EMPTY, Entry.EMPTY, "password"), NONE)));
    }

    private static QueuePlan plan(Autoremediation policy, QueuedEvent last, QueuedEvent newcomer, Base object) {
        return new Remediation(last, newcomer, object, object).plan(policy);
    }

    private static QueuedEvent waiting(long number, ObjectEvent local, Progress progress) {
        return new QueuedEvent(number, remote(local), local, "Users", null).failed(local, progress, "failed");
    }

    private static QueuedEvent newcomer(ObjectEvent local) {
        return new QueuedEvent(4, remote(local), local, "Users", "waits");
    }

    private static QueuedEvent unmade(long number, ObjectEvent event, String message) {
        return new QueuedEvent(number, remote(event), null, "Users", message);
    }

    private static ObjectEvent remote(ObjectEvent local) {
        if (local instanceof Event.Added added) {
            return new Event.Added(added.category(), "SRVUsers", KEY, added.attributes());
        }
        return local instanceof Event.Modified modified
                ? new Event.Modified("SRVUsers", KEY, modified.delta())
                : new Event.Removed("SRVUsers", KEY);
    }

    private static ObjectEvent event(String kind) {
        return switch (kind) {
            case "added" -> added(OLD);
            case "modified" -> modified(entry("mail", "a@x"), Entry.EMPTY);
            default -> removed();
        };
    }

    private static ObjectEvent added(Entry attributes) {
        return new Event.Added(Category.BASE, "Users", KEY, attributes);
    }

    private static ObjectEvent modified(Entry added, Entry modified, String... removed) {
        return new Event.Modified("Users", KEY, new EntryDelta(added, modified, Set.of(removed)));
    }

    private static ObjectEvent removed() {
        return new Event.Removed("Users", KEY);
    }

    private static Base base(Entry object) {
        return new Base(object, Set.of());
    }

    private static Entry entry(String... pairs) {
        Map<String, Object> attributes = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            attributes.put(pairs[i], pairs[i + 1]);
        }
        return Entry.of(attributes);
    }
}

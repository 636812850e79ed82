package org.hermescdc.core.trashbin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.junit.jupiter.api.Test;

class TransitionTest {

    private static final Key KEY = Key.of(1);
    private static final LocalDateTime THEN = LocalDateTime.of(2031, 3, 3, 8, 0);
    private static final Optional<LocalDateTime> TRASHBIN = Optional.of(THEN);
    private static final Optional<LocalDateTime> NO_TRASHBIN = Optional.empty();
    private static final Entry OLD = Entry.of(Map.of("id", 1, "sn", "old"));
    private static final Entry NEW = Entry.of(Map.of("id", 1, "sn", "new"));
    private static final Presence IN_TRASHBIN = Presence.trashed(OLD, THEN);

    private final Event.ObjectEvent removed = new Event.Removed("Users", KEY);

    @Test
    void addsAnObjectThatIsNowhere() {
        expect(Transition.of(Presence.NOWHERE, added(NEW), TRASHBIN), Happening.ADDED, Presence.kept(NEW));
    }

    @Test
    void recyclesATrashedObjectAsItWasAndLeavesTheDifference() {
        Transition recycling = Transition.of(IN_TRASHBIN, added(NEW), TRASHBIN);

        expect(recycling, Happening.RECYCLED, Presence.kept(OLD));
        assertThat(recycling.remaining()).isEqualTo(EntryDelta.between(OLD, NEW));
        assertThat(recycling.settled()).isEqualTo(Presence.kept(NEW));
    }

    @Test
    void leavesNothingAfterRecyclingTheSameObject() {
        Transition recycling = Transition.of(IN_TRASHBIN, added(OLD), NO_TRASHBIN);

        expect(recycling, Happening.RECYCLED, Presence.kept(OLD));
        assertThat(recycling.settled()).isEqualTo(Presence.kept(OLD));
    }

    @Test
    void modifiesAKeptObject() {
        expect(Transition.of(Presence.kept(OLD), modified(), TRASHBIN), Happening.MODIFIED, Presence.kept(NEW));
    }

    @Test
    void bringsATrashedObjectUpToDateInTheTrashbin() {
        expect(Transition.of(IN_TRASHBIN, modified(), TRASHBIN), Happening.NOTHING, Presence.trashed(NEW, THEN));
    }

    @Test
    void keepsThePlaceInTheTrashbinOfWhatIsToBeTrashedAndAddedAgain() {
        Presence both = Transition.awaited(IN_TRASHBIN, Presence.kept(OLD), added(NEW), TRASHBIN);

        assertThat(both).isEqualTo(new Presence(NEW, IN_TRASHBIN.trashed()));
        assertThat(Transition.awaited(both, Presence.kept(OLD), modified(), TRASHBIN))
                .isEqualTo(both);
        assertThat(Transition.awaited(both, Presence.kept(OLD), removed, TRASHBIN))
                .isEqualTo(Presence.trashed(NEW, THEN));
        assertThat(Transition.awaited(both, Presence.kept(OLD), removed, NO_TRASHBIN))
                .isEqualTo(Presence.NOWHERE);
    }

    @Test
    void letsTheTrashbinGoOfWhatTheTargetHasThere() {
        assertThat(Transition.awaited(IN_TRASHBIN, IN_TRASHBIN, added(NEW), TRASHBIN))
                .isEqualTo(Presence.kept(NEW));
    }

    @Test
    void trashesAKeptObjectOrRemovesItWhereThereIsNoTrashbin() {
        expect(Transition.of(Presence.kept(OLD), removed, TRASHBIN), Happening.TRASHED, IN_TRASHBIN);
        expect(Transition.of(Presence.kept(OLD), removed, NO_TRASHBIN), Happening.REMOVED, Presence.NOWHERE);
    }

    @Test
    void removesATrashedObjectForGood() {
        expect(Transition.of(IN_TRASHBIN, removed, TRASHBIN), Happening.REMOVED, Presence.NOWHERE);
    }

    @Test
    void doesNothingToAnUnknownObject() {
        expect(Transition.of(Presence.NOWHERE, removed, TRASHBIN), Happening.NOTHING, Presence.NOWHERE);
        expect(Transition.of(Presence.NOWHERE, modified(), TRASHBIN), Happening.NOTHING, Presence.NOWHERE);
    }

    private static void expect(Transition transition, Happening happening, Presence after) {
        assertThat(transition.happening()).isEqualTo(happening);
        assertThat(transition.after()).isEqualTo(after);
    }

    private static Event.ObjectEvent added(Entry attributes) {
        return new Event.Added(Event.Category.BASE, "Users", KEY, attributes);
    }

    private static Event.ObjectEvent modified() {
        EntryDelta delta = new EntryDelta(Entry.EMPTY, Entry.of(Map.of("sn", "new")), Set.of());
        return new Event.Modified("Users", KEY, delta);
    }
}

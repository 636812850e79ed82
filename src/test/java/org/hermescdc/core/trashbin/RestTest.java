package org.hermescdc.core.trashbin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.translate.ReservedNames;
import org.junit.jupiter.api.Test;

class RestTest {

    private static final LocalDateTime THEN = LocalDateTime.of(2031, 3, 3, 8, 0);
    private static final LocalDateTime LATER = THEN.plusDays(1);
    private static final Entry OLD = Entry.of(Map.of("id", 1, "sn", "old"));
    private static final Entry NEW = Entry.of(Map.of("id", 1, "sn", "new"));
    private static final Presence KEPT_OLD = Presence.kept(OLD);
    private static final Presence KEPT_NEW = Presence.kept(NEW);
    private static final Presence TRASHED_OLD = Presence.trashed(OLD, THEN);
    private static final Presence TRASHED_NEW = Presence.trashed(NEW, LATER);
    private static final Optional<Entry> NO_LOCAL = Optional.empty();
    private static final Optional<Entry> LOCAL_IN_TRASHBIN =
            Optional.of(Entry.of(Map.of("login", "x", ReservedNames.TRASHED_AT, THEN)));

    @Test
    void isInTheCollectionAsTheServerHasIt() {
        assertThat(Rest.of(KEPT_OLD, KEPT_OLD, KEPT_NEW, NO_LOCAL)).isEqualTo(new Rest(KEPT_NEW, KEPT_NEW));
    }

    @Test
    void leavesTheTrashbinWhereItWasAddedAgain() {
        Presence both = KEPT_NEW.with(TRASHED_OLD.trashed());

        assertThat(Rest.of(TRASHED_OLD, TRASHED_OLD, both, LOCAL_IN_TRASHBIN)).isEqualTo(new Rest(KEPT_NEW, KEPT_NEW));
    }

    @Test
    void staysInBothTrashbinsWithTheAttributesOfEach() {
        assertThat(Rest.of(KEPT_OLD, TRASHED_OLD, TRASHED_NEW, LOCAL_IN_TRASHBIN))
                .isEqualTo(new Rest(TRASHED_OLD, TRASHED_NEW));
    }

    @Test
    void staysInBothTrashbinsWithoutAnyLocalObjectSinceAPurgeFindsItThere() {
        assertThat(Rest.of(TRASHED_OLD, TRASHED_OLD, TRASHED_NEW, NO_LOCAL))
                .isEqualTo(new Rest(TRASHED_OLD, TRASHED_NEW));
    }

    @Test
    void isNowhereWhenRemovedWithAllItsLocalObjects() {
        assertThat(Rest.of(KEPT_OLD, KEPT_OLD, Presence.NOWHERE, NO_LOCAL))
                .isEqualTo(new Rest(Presence.NOWHERE, Presence.NOWHERE));
        assertThat(Rest.of(KEPT_OLD, Presence.NOWHERE, TRASHED_OLD, NO_LOCAL))
                .isEqualTo(new Rest(Presence.NOWHERE, Presence.NOWHERE));
    }

    @Test
    void isInBothTrashbinsAsLongAsALocalObjectIs() {
        assertThat(Rest.of(KEPT_OLD, Presence.NOWHERE, TRASHED_NEW, LOCAL_IN_TRASHBIN))
                .isEqualTo(new Rest(TRASHED_NEW, TRASHED_NEW));
        assertThat(Rest.of(TRASHED_OLD, Presence.NOWHERE, Presence.NOWHERE, LOCAL_IN_TRASHBIN))
                .isEqualTo(new Rest(TRASHED_OLD, TRASHED_OLD));
    }

    @Test
    void isInTheTrashbinSinceItsLocalObjectIsThere() {
        assertThat(Rest.of(KEPT_OLD, Presence.NOWHERE, Presence.NOWHERE, LOCAL_IN_TRASHBIN))
                .isEqualTo(new Rest(TRASHED_OLD, TRASHED_OLD));
    }
}

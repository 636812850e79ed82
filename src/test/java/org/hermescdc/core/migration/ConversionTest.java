package org.hermescdc.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.migration.Conversion.Kind;
import org.hermescdc.core.migration.Conversion.Refresh;
import org.hermescdc.core.migration.Conversion.Tell;
import org.hermescdc.core.migration.Conversion.Unmade;
import org.hermescdc.core.migration.Conversion.Work;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.translate.FakeTemplate;
import org.hermescdc.core.translate.LocalType;
import org.hermescdc.core.trashbin.Presence;
import org.junit.jupiter.api.Test;

class ConversionTest {

    private static final Key KEY = Key.of(1);
    private static final LocalDateTime SINCE = LocalDateTime.of(2031, 3, 3, 8, 0);
    private static final Entry REMOTE = Entry.of(Map.of("id", 1, "login", "ana", "password", "pw"));
    private static final Entry LOCAL = Entry.of(Map.of("_pkey_id", 1, "name", "ana"));
    private static final Presence NOWHERE = Presence.NOWHERE;

    private final Conversion conversion = conversion(FakeTemplate.plain("login"));

    @Test
    void saysNothingOfWhatIsAlreadySo() {
        assertThat(of(Presence.kept(REMOTE), Presence.kept(LOCAL.with("secret", "old"))))
                .isEmpty();
        assertThat(of(trashed(REMOTE), trashed(LOCAL))).isEmpty();
        assertThat(of(NOWHERE, NOWHERE)).isEmpty();
    }

    @Test
    void addsModifiesAndRemoves() {
        assertThat(of(Presence.kept(REMOTE), NOWHERE)).contains(work(Kind.ADDED, tell(added(), false)));
        assertThat(of(Presence.kept(REMOTE), trashed(LOCAL))).contains(work(Kind.ADDED, tell(added(), false)));
        EntryDelta delta = new EntryDelta(Entry.EMPTY, Entry.of(Map.of("name", "ana")), Set.of("more"));
        assertThat(of(
                        Presence.kept(REMOTE),
                        Presence.kept(LOCAL.with("name", "ann").with("more", 1))))
                .contains(work(Kind.MODIFIED, tell(new Event.Modified("Users", KEY, delta), false)));
        assertThat(of(NOWHERE, Presence.kept(LOCAL))).contains(work(Kind.REMOVED, tell(removed(), false)));
        assertThat(of(NOWHERE, trashed(LOCAL))).contains(work(Kind.REMOVED, tell(removed(), false)));
    }

    @Test
    void followsTheTrashbinOfTheRemoteObject() {
        assertThat(of(trashed(REMOTE), NOWHERE))
                .contains(work(Kind.TRASHED, tell(added(), false), tell(removed(), true)));
        assertThat(of(trashed(REMOTE), Presence.kept(LOCAL))).contains(work(Kind.REMOVED, tell(removed(), true)));
        assertThat(of(trashed(REMOTE), trashed(LOCAL.with("name", "ann").with("secret", "old"))))
                .contains(work(
                        Kind.TRASHED,
                        new Refresh(trashed(LOCAL.with("secret", "old")).trashed())));
        assertThat(conversion.of(KEY, trashed(REMOTE), NOWHERE, false)).isEmpty();
    }

    @Test
    void letsWaitWhatCannotBeMadeButForTrashedObjects() {
        Conversion failing = conversion(FakeTemplate.of(Set.of("login"), context -> {
            throw new TemplateException("bad", "cannot");
        }));

        Optional<Work> work = failing.of(KEY, Presence.kept(REMOTE), Presence.kept(LOCAL), true);
        assertThat(work.orElseThrow().kind()).isEqualTo(Kind.MODIFIED);
        assertThat(work.orElseThrow().steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        Unmade.class, unmade -> assertThat(unmade.problem()).contains("template of Users.name"));
        assertThat(failing.of(KEY, trashed(REMOTE), trashed(LOCAL), true)).isEmpty();
    }

    private Optional<Work> of(Presence remote, Presence local) {
        return conversion.of(KEY, remote, local, true);
    }

    private static Conversion conversion(Template name) {
        LocalType type = new LocalType(
                "Users", "SRVUsers", Optional.empty(), Map.of("name", name, "secret", FakeTemplate.plain("password")));
        return new Conversion(type, List.of("id"), Set.of("secret"));
    }

    private static Presence trashed(Entry object) {
        return Presence.trashed(object, SINCE);
    }

    private static Event.Added added() {
        return new Event.Added(Event.Category.BASE, "Users", KEY, LOCAL);
    }

    private static Event.Removed removed() {
        return new Event.Removed("Users", KEY);
    }

    private static Tell tell(Event.ObjectEvent event, boolean trash) {
        return new Tell(event, trash ? Optional.of(SINCE) : Optional.empty());
    }

    private static Work work(Kind kind, Conversion.Step... steps) {
        return new Work(kind, List.of(steps));
    }
}

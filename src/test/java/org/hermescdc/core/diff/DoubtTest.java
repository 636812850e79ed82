package org.hermescdc.core.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyedEntry;

/** What is sent brings a client to the source's state, whatever it has of what it may have. */
class DoubtTest {

    private static final Key KEY = Key.of(1);
    private static final Set<String> SECRETS = Set.of("password", "pin");

    @Property(tries = 5_000)
    void oneEventBringsEveryClientToTheSource(
            @ForAll("states") Entry cached, @ForAll("manyStates") List<Entry> intended, @ForAll("states") Entry now) {
        TypeDiff diff = diff(cached, doubt(cached, intended), now);

        List<Entry> possible = new ArrayList<>(intended);
        possible.add(cached);
        assertThat(possible)
                .allSatisfy(state -> assertThat(applied(diff, state)).isEqualTo(now));
    }

    @Property
    void sendsWhatItWouldWithoutADoubtOnceTheSourceIsAsIntended(
            @ForAll("states") Entry cached, @ForAll("states") Entry now) {
        TypeDiff certain = diff(cached, null, now);
        TypeDiff doubtful = diff(cached, doubt(cached, Collections.singletonList(now)), now);

        assertThat(doubtful).isEqualTo(certain);
    }

    @Property
    void sendsNothingWhereAllThatClientsMayHaveIsWhatTheSourceHas(@ForAll("states") Entry state) {
        Doubt doubt = new Doubt(List.of(new Intent(state == null ? null : clear(state), Set.of())));

        assertThat(diff(state, state == null ? null : doubt, state))
                .isEqualTo(new TypeDiff("Users", List.of(), List.of(), List.of()));
    }

    @Example
    void tellsAsModifiedWhatAClientMayHaveOtherwiseAndAsRemovedWhatItMayHaveToo() {
        Entry cached = Entry.of(Map.of("id", 1));
        Doubt doubt = new Doubt(List.of(new Intent(Entry.of(Map.of("id", 1, "dept", "law", "mail", "m")), Set.of())));

        assertThat(diff(cached, doubt, Entry.of(Map.of("id", 1, "dept", "physics")))
                        .modified())
                .extracting(Change.Modified::delta)
                .containsExactly(new EntryDelta(Entry.EMPTY, Entry.of(Map.of("dept", "physics")), Set.of("mail")));
    }

    @Example
    void tellsASecretAgainOfWhichItIsNotKnownWhetherClientsHaveIt() {
        Entry user = Entry.of(Map.of("id", 1, "password", "old"));
        Doubt doubt = new Doubt(List.of(new Intent(Entry.of(Map.of("id", 1)), Set.of("password", "pin"))));

        assertThat(diff(user, doubt, user).modified())
                .extracting(Change.Modified::delta)
                .containsExactly(new EntryDelta(Entry.EMPTY, Entry.of(Map.of("password", "old")), Set.of("pin")));
    }

    @Example
    void addsInFullWhatAClientMayHaveRemovedAndRemovesWhatOnlyItMayHave() {
        Entry user = Entry.of(Map.of("id", 1));

        assertThat(diff(user, new Doubt(List.of(Intent.REMOVAL)), user).added())
                .containsExactly(new Change.Added("Users", KEY, user));
        assertThat(diff(null, new Doubt(List.of(new Intent(user, Set.of()), Intent.REMOVAL)), null)
                        .removed())
                .containsExactly(new Change.Removed("Users", KEY, user));
    }

    @Example
    void keepsAnIntentOnceHoweverOftenItIsTried() {
        Intent one = new Intent(Entry.of(Map.of("id", 1)), Set.of());

        assertThat(new Doubt(List.of(one)).and(Intent.REMOVAL).and(one).and(one).intents())
                .containsExactly(Intent.REMOVAL, one);
    }

    @Example
    void keepsNoValueOfAnAttributeThatBecameSecret() {
        Intent intent = new Intent(Entry.of(Map.of("id", 1, "pin", 4711)), Set.of("password"));

        assertThat(intent.withSecret(Set.of("pin")))
                .isEqualTo(new Intent(Entry.of(Map.of("id", 1)), Set.of("password", "pin")));
        assertThat(Intent.REMOVAL.withSecret(Set.of("pin"))).isEqualTo(Intent.REMOVAL);
    }

    /** Null is an object that is not there. */
    @Provide
    Arbitrary<Entry> states() {
        return Arbitraries.maps(
                        Arbitraries.of("dept", "mail", "phones", "password", "pin"),
                        Arbitraries.of(1L, 1.0, "1", "x", List.of(1L)))
                .map(attributes -> {
                    Map<String, Object> all = new HashMap<>(attributes);
                    all.put("id", 1L);
                    return Entry.of(all);
                })
                .injectNull(0.25);
    }

    @Provide
    Arbitrary<List<Entry>> manyStates() {
        return states().list().ofMinSize(1).ofMaxSize(3);
    }

    /** Clients in a state had the cached one before, or another of those intended: every secret that differs was told. */
    private static Doubt doubt(Entry cached, Collection<Entry> intended) {
        Doubt doubt = new Doubt(List.of());
        List<Entry> before = new ArrayList<>();
        before.add(cached);
        for (Entry state : intended) {
            Set<String> told = new HashSet<>();
            before.forEach(one -> told.addAll(differing(secrets(one), secrets(state))));
            doubt = doubt.and(state == null ? Intent.REMOVAL : new Intent(clear(state), told));
            before.add(state);
        }
        return doubt;
    }

    private static Set<String> differing(Entry a, Entry b) {
        EntryDelta delta = EntryDelta.between(a, b);
        Set<String> names = new HashSet<>(delta.removed());
        Stream.of(delta.added(), delta.modified()).forEach(part -> names.addAll(part.attributes()));
        return names;
    }

    private static TypeDiff diff(Entry cached, Doubt doubt, Entry now) {
        Map<Key, Entry> before = cached == null ? Map.of() : Map.of(KEY, cached);
        return TypeDiff.between(
                "Users",
                TypeDiff.State.of(before),
                now == null ? List.of() : List.of(new KeyedEntry(KEY, now)),
                (key, a, b) -> doubt == null
                        ? EntryDelta.between(a, b)
                        : doubt.resolve(EntryDelta.between(a, b), DoubtTest::clear, b),
                doubt == null ? Map.of() : Map.of(KEY, doubt));
    }

    /** What a client does (spec/03): {@code added} of an object that it has is what it takes to become that object. */
    private static Entry applied(TypeDiff diff, Entry state) {
        if (!diff.added().isEmpty()) {
            return diff.added().get(0).fetched();
        }
        if (!diff.modified().isEmpty()) {
            return state == null ? null : diff.modified().get(0).delta().applyTo(state);
        }
        return diff.removed().isEmpty() ? state : null;
    }

    private static Entry clear(Entry entry) {
        return entry.without(SECRETS);
    }

    private static Entry secrets(Entry entry) {
        return entry == null ? Entry.EMPTY : entry.only(SECRETS::contains);
    }
}

package org.hermescdc.core.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hermescdc.core.AnyValue;
import org.hermescdc.core.model.Entry;
import org.junit.jupiter.api.Test;

class EntryDeltaTest {

    @Test
    void tellsAddedFromModifiedFromRemoved() {
        Entry before = Entry.of(Map.of("id", 2, "dept", "physics", "sn", "Haddad"));
        Entry after = Entry.of(Map.of("id", 2, "mail", "b@example.org", "sn", "Hadad"));

        assertThat(EntryDelta.between(before, after))
                .isEqualTo(new EntryDelta(
                        Entry.of(Map.of("mail", "b@example.org")), Entry.of(Map.of("sn", "Hadad")), Set.of("dept")));
    }

    @Test
    void takesAChangeOfTypeForAChange() {
        assertThat(EntryDelta.between(Entry.of(Map.of("a", 1)), Entry.of(Map.of("a", 1.0)))
                        .modified())
                .isEqualTo(Entry.of(Map.of("a", 1.0)));
    }

    @Property
    void appliedToTheFirstGivesTheSecond(@ForAll("entries") Entry a, @ForAll("entries") Entry b) {
        assertThat(EntryDelta.between(a, b).applyTo(a)).isEqualTo(b);
    }

    @Property
    void isEmptyExactlyForEqualEntries(@ForAll("entries") Entry a, @ForAll("entries") Entry b) {
        assertThat(EntryDelta.between(a, b).isEmpty()).isEqualTo(a.equals(b));
        assertThat(EntryDelta.between(a, Entry.of(a.toMap())).isEmpty()).isTrue();
    }

    @Property
    void composedDoesWhatBothDo(
            @ForAll("few") Entry before, @ForAll("deltas") EntryDelta first, @ForAll("deltas") EntryDelta second) {
        EntryDelta both = first.then(second, before::has);

        assertThat(both.applyTo(before)).isEqualTo(second.applyTo(first.applyTo(before)));
        List<String> named = new ArrayList<>(both.added().attributes());
        named.addAll(both.modified().attributes());
        named.addAll(both.removed());
        assertThat(named).doesNotHaveDuplicates();
    }

    @Test
    void composesEachCaseOfAnAttribute() {
        EntryDelta first = new EntryDelta(values("aa", "am", "ar"), values("ma", "mm", "mr"), Set.of("ra", "rm", "rr"));
        EntryDelta second =
                new EntryDelta(values("aa", "ma", "ra"), values("am", "mm", "rm"), Set.of("ar", "mr", "rr"));

        assertThat(first.then(second, name -> false))
                .isEqualTo(new EntryDelta(values("aa", "am", "ma", "ra"), values("mm", "rm"), Set.of("mr", "rr")));
    }

    @Test
    void tellsTheRemovalOfWhatMayHaveBeenThereBeforeItWasAdded() {
        EntryDelta addedAgain = new EntryDelta(values("mail"), Entry.EMPTY, Set.of());
        EntryDelta removed = new EntryDelta(Entry.EMPTY, Entry.EMPTY, Set.of("mail"));

        assertThat(addedAgain.then(removed, "mail"::equals)).isEqualTo(removed);
    }

    private static Entry values(String... names) {
        return Entry.of(Stream.of(names).collect(Collectors.toMap(name -> name, name -> 1)));
    }

    /** Few attributes with few values, so that all cases of one attribute come up. */
    @Provide
    Arbitrary<Entry> few() {
        return Arbitraries.maps(
                        Arbitraries.of("a", "b", "c", "d"),
                        Arbitraries.integers().between(1, 2))
                .map(Entry::of);
    }

    /** Also those that fit no entry: the target may have secrets that the cache does not know. */
    @Provide
    Arbitrary<EntryDelta> deltas() {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c", "d"), Arbitraries.of("added", "modified", "removed"))
                .flatMap(kinds -> few().map(values -> new EntryDelta(
                        values.only(name ->
                                kinds.containsKey(name) && kinds.get(name).equals("added")),
                        values.only(name ->
                                kinds.containsKey(name) && kinds.get(name).equals("modified")),
                        kinds.keySet().stream()
                                .filter(name -> kinds.get(name).equals("removed"))
                                .collect(Collectors.toSet()))));
    }

    @Provide
    Arbitrary<Entry> entries() {
        return AnyValue.entry();
    }
}

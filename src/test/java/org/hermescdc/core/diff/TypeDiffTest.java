package org.hermescdc.core.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hermescdc.core.AnyValue;
import org.hermescdc.core.diff.Batches.Batch;
import org.hermescdc.core.diff.TypeDiff.State;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyOrder;
import org.hermescdc.core.model.KeyedEntry;
import org.junit.jupiter.api.Test;

class TypeDiffTest {

    @Test
    void sendsAddedThenModifiedThenRemovedWithTheTypesReversedForRemovals() {
        TypeDiff users = diff("Users", Map.of(1, "a", 2, "b", 9, "z"), Map.of(1, "changed", 2, "b", 4, "d", 3, "c"));
        TypeDiff groups = diff("Groups", Map.of(20, "g", 10, "g"), Map.of(30, "g", 10, "h"));

        assertThat(Batches.of(List.of(users, groups), type -> 100))
                .extracting(batch -> batch.kind() + " " + batch.type() + " " + keys(batch) + " " + batch.lastOfKind())
                .containsExactly(
                        "ADDED Users [3, 4] false",
                        "ADDED Groups [30] true",
                        "MODIFIED Users [1] false",
                        "MODIFIED Groups [10] true",
                        "REMOVED Groups [20] false",
                        "REMOVED Users [9] true");
    }

    @Test
    void cutsBatchesToTheSizeOfTheirType() {
        TypeDiff users = diff("Users", Map.of(), Map.of(1, "a", 2, "b", 3, "c"));
        TypeDiff groups = diff("Groups", Map.of(), Map.of(1, "a", 2, "b", 3, "c"));

        assertThat(Batches.of(List.of(users, groups), type -> type.equals("Users") ? 2 : 1))
                .extracting(batch -> batch.type() + keys(batch))
                .containsExactly("Users[1, 2]", "Users[3]", "Groups[1]", "Groups[2]", "Groups[3]");
    }

    @Property
    void appliedToTheStateBeforeGivesTheStateAfter(
            @ForAll("states") Map<Key, Entry> before, @ForAll("states") Map<Key, Entry> after) {
        TypeDiff diff = between(before, after);

        Map<Key, Entry> result = new HashMap<>(before);
        diff.added().forEach(change -> result.put(change.key(), change.fetched()));
        diff.modified()
                .forEach(change -> result.merge(change.key(), change.fetched(), (old, fetched) -> change.delta()
                        .applyTo(old)));
        diff.removed().forEach(change -> result.remove(change.key()));

        assertThat(result).isEqualTo(after);
    }

    @Property
    void tellsNothingOfEqualEntriesAndEachKeyOnce(
            @ForAll("states") Map<Key, Entry> before, @ForAll("states") Map<Key, Entry> after) {
        TypeDiff diff = between(before, after);

        assertThat(diff.modified())
                .allSatisfy(change -> assertThat(change.fetched()).isNotEqualTo(change.cached()));
        assertThat(diff.added()).allSatisfy(change -> assertThat(before).doesNotContainKey(change.key()));
        assertThat(diff.removed()).allSatisfy(change -> assertThat(after).doesNotContainKey(change.key()));
        assertThat(diff.added().stream().map(Change::key).toList())
                .isEqualTo(
                        KeyOrder.sorted(diff.added().stream().map(Change::key).toList()))
                .doesNotHaveDuplicates();
    }

    @Property
    void saysTheSameWhenEntriesAreKnownToBeTheCachedOnes(
            @ForAll("states") Map<Key, Entry> before, @ForAll("states") Map<Key, Entry> after) {
        List<KeyedEntry> marked = entries(after).stream()
                .map(item ->
                        new KeyedEntry(item.key(), item.entry(), item.entry().equals(before.get(item.key()))))
                .toList();

        assertThat(TypeDiff.between("Users", State.of(before), marked, (key, a, b) -> EntryDelta.between(a, b)))
                .isEqualTo(between(before, after));
    }

    @Provide
    Arbitrary<Map<Key, Entry>> states() {
        return Arbitraries.maps(
                Arbitraries.longs().between(1, 12).map(Key::of),
                Arbitraries.maps(Arbitraries.of("id", "mail", "name"), AnyValue.scalar())
                        .map(Entry::of));
    }

    private static List<Key> keys(Batch batch) {
        return batch.changes().stream().map(Change::key).toList();
    }

    private static TypeDiff diff(String type, Map<Integer, String> before, Map<Integer, String> after) {
        return TypeDiff.between(
                type, State.of(state(before)), entries(state(after)), (key, a, b) -> EntryDelta.between(a, b));
    }

    private static TypeDiff between(Map<Key, Entry> before, Map<Key, Entry> after) {
        return TypeDiff.between("Users", State.of(before), entries(after), (key, a, b) -> EntryDelta.between(a, b));
    }

    private static List<KeyedEntry> entries(Map<Key, Entry> state) {
        return state.entrySet().stream()
                .map(row -> new KeyedEntry(row.getKey(), row.getValue()))
                .toList();
    }

    private static Map<Key, Entry> state(Map<Integer, String> names) {
        Map<Key, Entry> state = new HashMap<>();
        names.forEach((id, name) -> state.put(Key.of(id), Entry.of(Map.of("id", id, "name", name))));
        return state;
    }
}

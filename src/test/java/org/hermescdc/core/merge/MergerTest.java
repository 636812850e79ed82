package org.hermescdc.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyedEntry;
import org.junit.jupiter.api.Test;

class MergerTest {

    @Test
    void takesOverAttributesThatTheEarlierSourcesLack() {
        MergeResult merged = merge(
                OnMergeConflict.USE_CACHED_ENTRY,
                source(PkeyMergeConstraint.NO_CONSTRAINT, user(1, "login", "amara")),
                source(
                        PkeyMergeConstraint.NO_CONSTRAINT,
                        user(1, "login", "amara", "wifi", "std"),
                        user(2, "wifi", "x")));

        assertThat(entries(merged))
                .isEqualTo(Map.of(
                        Key.of(1), Entry.of(Map.of("id", 1, "login", "amara", "wifi", "std")),
                        Key.of(2), Entry.of(Map.of("id", 2, "wifi", "x"))));
        assertThat(merged.conflicts()).isEmpty();
    }

    @Test
    void takesBothEntriesOfADuplicateKeyOutOfTheFirstSource() {
        MergeResult merged = merge(
                OnMergeConflict.USE_CACHED_ENTRY,
                source(PkeyMergeConstraint.NO_CONSTRAINT, user(1), user(2), user(1), user(1)));

        assertThat(entries(merged)).containsOnlyKeys(Key.of(2));
        assertThat(merged.inconsistencies()).containsExactly(Key.of(1));
    }

    @Test
    void mergesADuplicateKeyOfALaterSourceLikeAnyOther() {
        MergeResult merged = merge(
                OnMergeConflict.USE_CACHED_ENTRY,
                source(PkeyMergeConstraint.NO_CONSTRAINT),
                source(
                        PkeyMergeConstraint.NO_CONSTRAINT,
                        user(1, "a", "x"),
                        user(1, "a", "x"),
                        user(2, "a", "x"),
                        user(2, "a", "y")));

        assertThat(entries(merged)).containsOnlyKeys(Key.of(1));
        assertThat(merged.conflicts()).containsExactly(Key.of(2));
        assertThat(merged.inconsistencies()).isEmpty();
    }

    @Test
    void keepsTheFirstValueUnderThatPolicyAndStillTakesOverWhatIsNew() {
        MergeResult merged = merge(
                OnMergeConflict.KEEP_FIRST_VALUE,
                source(PkeyMergeConstraint.NO_CONSTRAINT, user(1, "mail", "a@x")),
                source(PkeyMergeConstraint.NO_CONSTRAINT, user(1, "mail", "b@x", "wifi", "std")));

        assertThat(entries(merged).get(Key.of(1))).isEqualTo(Entry.of(Map.of("id", 1, "mail", "a@x", "wifi", "std")));
        assertThat(merged.conflicts()).isEmpty();
    }

    @Test
    void keepsAConflictingKeyOutWhenAThirdSourceBringsIt() {
        MergeResult merged = merge(
                OnMergeConflict.USE_CACHED_ENTRY,
                source(PkeyMergeConstraint.NO_CONSTRAINT, user(1, "mail", "a@x")),
                source(PkeyMergeConstraint.NO_CONSTRAINT, user(1, "mail", "b@x")),
                source(PkeyMergeConstraint.NO_CONSTRAINT, user(1, "wifi", "std")));

        assertThat(entries(merged)).isEmpty();
        assertThat(merged.conflicts()).containsExactly(Key.of(1));
    }

    @Test
    void keepsThePreviousEntryUnderMustNotExist() {
        MergeResult merged = merge(
                OnMergeConflict.USE_CACHED_ENTRY,
                source(PkeyMergeConstraint.NO_CONSTRAINT, user(1, "mail", "a@x")),
                source(PkeyMergeConstraint.MUST_NOT_EXIST, user(1, "mail", "b@x"), user(2, "mail", "c@x")));

        assertThat(entries(merged))
                .isEqualTo(Map.of(
                        Key.of(1), Entry.of(Map.of("id", 1, "mail", "a@x")),
                        Key.of(2), Entry.of(Map.of("id", 2, "mail", "c@x"))));
        assertThat(merged.filtered()).containsExactly(Key.of(1));
    }

    @Test
    void dropsAnUnknownKeyUnderMustAlreadyExist() {
        MergeResult merged = merge(
                OnMergeConflict.USE_CACHED_ENTRY,
                source(PkeyMergeConstraint.NO_CONSTRAINT, user(1), user(3)),
                source(PkeyMergeConstraint.MUST_ALREADY_EXIST, user(1, "wifi", "std"), user(2, "wifi", "x")));

        assertThat(entries(merged)).containsOnlyKeys(Key.of(1), Key.of(3));
        assertThat(merged.filtered()).containsExactly(Key.of(2));
    }

    @Test
    void dropsWhatOnlyOneSideHasUnderMustExistInBoth() {
        MergeResult merged = merge(
                OnMergeConflict.USE_CACHED_ENTRY,
                source(PkeyMergeConstraint.NO_CONSTRAINT, user(1), user(3)),
                source(PkeyMergeConstraint.MUST_EXIST_IN_BOTH, user(1, "wifi", "std"), user(2, "wifi", "x")));

        assertThat(entries(merged)).isEqualTo(Map.of(Key.of(1), Entry.of(Map.of("id", 1, "wifi", "std"))));
        assertThat(merged.filtered()).containsExactly(Key.of(2), Key.of(3));
    }

    @Test
    void takesAChangeOfTypeForAConflict() {
        MergeResult merged = merge(
                OnMergeConflict.USE_CACHED_ENTRY,
                source(PkeyMergeConstraint.NO_CONSTRAINT, user(1, "n", 1)),
                source(PkeyMergeConstraint.NO_CONSTRAINT, user(1, "n", "1")));

        assertThat(merged.conflicts()).containsExactly(Key.of(1));
    }

    private static Map<Key, Entry> entries(MergeResult merged) {
        return merged.entries().stream().collect(Collectors.toMap(KeyedEntry::key, KeyedEntry::entry));
    }

    private static MergeResult merge(OnMergeConflict policy, MergeSource... sources) {
        return Merger.merge(List.of(sources), policy);
    }

    private static MergeSource source(PkeyMergeConstraint constraint, KeyedEntry... entries) {
        return new MergeSource("source", constraint, Arrays.asList(entries));
    }

    private static KeyedEntry user(int id, Object... attributes) {
        Entry.Builder entry = new Entry.Builder().put("id", id);
        for (int i = 0; i < attributes.length; i += 2) {
            entry.put((String) attributes[i], attributes[i + 1]);
        }
        return new KeyedEntry(Key.of(id), entry.build());
    }
}

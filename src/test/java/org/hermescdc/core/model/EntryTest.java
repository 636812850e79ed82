package org.hermescdc.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hermescdc.core.AnyValue;
import org.junit.jupiter.api.Test;

class EntryTest {

    @Test
    void givesBackEveryValueType() {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("int", 42);
        attributes.put("big", new BigInteger("123456789012345678901234567890"));
        attributes.put("float", 1.0);
        attributes.put("text", "Éloïse");
        attributes.put("flag", false);
        attributes.put("when", LocalDateTime.of(2024, 1, 31, 12, 34, 56, 789_000_000));
        attributes.put("photo", new byte[] {0, -1});
        attributes.put("list", Arrays.asList("a", null, 1));
        attributes.put("map", Map.of("k", List.of(1.5)));

        Entry entry = Entry.of(attributes);

        assertThat(entry.get("int")).isEqualTo(42L);
        assertThat(entry.get("big")).isEqualTo(new BigInteger("123456789012345678901234567890"));
        assertThat(entry.get("float")).isEqualTo(1.0);
        assertThat(entry.get("text")).isEqualTo("Éloïse");
        assertThat(entry.get("flag")).isEqualTo(false);
        assertThat(entry.get("when")).isEqualTo(LocalDateTime.of(2024, 1, 31, 12, 34, 56));
        assertThat(entry.get("photo")).isEqualTo(Bytes.of(new byte[] {0, -1}));
        assertThat(entry.get("list")).isEqualTo(Arrays.asList("a", null, 1L));
        assertThat(entry.get("map")).isEqualTo(Map.of("k", List.of(1.5)));
        assertThat(entry.attributes())
                .containsExactly("big", "flag", "float", "int", "list", "map", "photo", "text", "when");
    }

    @Test
    void leavesOutNullAndEmptyCollectionsButKeepsTheEmptyString() {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("null", null);
        attributes.put("list", List.of());
        attributes.put("map", Map.of());
        attributes.put("text", "");

        assertThat(Entry.of(attributes).toMap()).isEqualTo(Map.of("text", ""));
    }

    @Test
    void tellsOneFromOnePointZeroFromTextFromTrue() {
        List<Entry> entries = List.of(
                Entry.of(Map.of("a", 1)),
                Entry.of(Map.of("a", 1.0)),
                Entry.of(Map.of("a", "1")),
                Entry.of(Map.of("a", true)),
                Entry.of(Map.of("a", List.of(1))));

        assertThat(Set.copyOf(entries)).hasSize(5);
    }

    @Test
    void tellsListsInAnotherOrderApartButNotMaps() {
        Map<String, Object> reversed = new LinkedHashMap<>();
        reversed.put("y", 2);
        reversed.put("x", 1);
        Map<String, Object> straight = new LinkedHashMap<>();
        straight.put("x", 1);
        straight.put("y", 2);

        assertThat(Entry.of(Map.of("a", List.of(1, 2)))).isNotEqualTo(Entry.of(Map.of("a", List.of(2, 1))));
        assertThat(Entry.of(Map.of("a", reversed))).isEqualTo(Entry.of(Map.of("a", straight)));
    }

    @Test
    void takesMinusZeroForZero() {
        Entry zero = Entry.of(Map.of("a", List.of(0.0)));
        Entry minusZero = Entry.of(Map.of("a", List.of(-0.0)));

        assertThat(zero).isEqualTo(minusZero).hasSameHashCodeAs(minusZero);
    }

    @Test
    void refusesAForeignTypeAndNamesTheAttribute() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Entry.of(Map.of("when", new java.util.Date())))
                .withMessageContaining("attribute 'when'")
                .withMessageContaining("java.util.Date");
    }

    @Test
    void leavesTheOriginalAloneWhenAttributesAreSetOrTakenAway() {
        Entry entry = Entry.of(Map.of("a", 1, "b", 2));

        assertThat(entry.with("a", 3).toMap()).isEqualTo(Map.of("a", 3L, "b", 2L));
        assertThat(entry.with("a", null).toMap()).isEqualTo(Map.of("b", 2L));
        assertThat(entry.without(List.of("b")).toMap()).isEqualTo(Map.of("a", 1L));
        assertThat(entry.toMap()).isEqualTo(Map.of("a", 1L, "b", 2L));
    }

    @Property
    void isEqualToItsCopyMadeFromItsMap(@ForAll("entries") Entry entry) {
        assertThat(Entry.of(entry.toMap())).isEqualTo(entry).hasSameHashCodeAs(entry);
    }

    @Property
    void findsEachAttributeAlone(@ForAll("entries") Entry entry) {
        entry.toMap().forEach((name, value) -> assertThat(Values.same(entry.get(name), value))
                .isTrue());
    }

    @Provide
    Arbitrary<Entry> entries() {
        return AnyValue.entry();
    }

    @Test
    void keepsHalfASurrogatePair() {
        assertThat(Entry.of(Map.of("text", "a\ud800b")).get("text")).isEqualTo("a\ud800b");
    }
}

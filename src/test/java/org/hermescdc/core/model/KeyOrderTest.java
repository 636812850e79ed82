package org.hermescdc.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeyOrderTest {

    @Test
    void sortsNumbersByValueAcrossTheirTypes() {
        assertThat(KeyOrder.sorted(List.of(Key.of(10), Key.of(2.5), Key.of(-1), Key.of(2))))
                .containsExactly(Key.of(-1), Key.of(2), Key.of(2.5), Key.of(10));
    }

    @Test
    void sortsTextByCodePoint() {
        assertThat(KeyOrder.sorted(List.of("é", "\uD83D\uDE00", "Z", "\uFFFD", "a", "aa")))
                .containsExactly("Z", "a", "aa", "é", "\uFFFD", "\uD83D\uDE00");
    }

    @Test
    void sortsCompositeKeysPartByPart() {
        assertThat(KeyOrder.sorted(List.of(Key.of(List.of(2, "a")), Key.of(List.of(1, "b")), Key.of(List.of(1, "a")))))
                .containsExactly(Key.of(List.of(1, "a")), Key.of(List.of(1, "b")), Key.of(List.of(2, "a")));
    }

    @Test
    void leavesKeysThatCannotBeComparedInTheirOrder() {
        assertThat(KeyOrder.sorted(List.of(Key.of("b"), Key.of(3), Key.of("a"))))
                .containsExactly(Key.of("b"), Key.of(3), Key.of("a"));
    }

    @Property
    void ordersTextAsItsCodePoints(@ForAll @Size(max = 6) List<String> texts) {
        List<String> expected = texts.stream()
                .sorted((a, b) -> java.util.Arrays.compare(
                        a.codePoints().toArray(), b.codePoints().toArray()))
                .toList();

        assertThat(KeyOrder.sorted(texts)).isEqualTo(expected);
    }
}

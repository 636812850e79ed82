package org.hermescdc.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hermescdc.core.AnyValue;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyOrder;
import org.junit.jupiter.api.Test;

class KeyBytesTest {

    @Property
    void sortAsKeysDo(@ForAll("keys") Object one, @ForAll("keys") Object other) {
        int order = KeyOrder.TOTAL.compare(one, other);
        assertThat(Integer.signum(Arrays.compareUnsigned(KeyBytes.of(one), KeyBytes.of(other))))
                .isEqualTo(Integer.signum(order));
    }

    @Property
    void areEqualForEqualKeys(@ForAll("keys") Object one, @ForAll("keys") Object other) {
        Assume.that(!isNegativeZero(one) && !isNegativeZero(other));
        assertThat(Arrays.equals(KeyBytes.of(one), KeyBytes.of(other)))
                .isEqualTo(Key.of(one).equals(Key.of(other)));
    }

    @Test
    void areThoseOfTheNumberWhateverItsType() {
        assertThat(KeyBytes.of(1L)).isEqualTo(KeyBytes.of(1.0)).isEqualTo(KeyBytes.of(true));
        assertThat(KeyBytes.of(10L)).isNotEqualTo(KeyBytes.of(1L));
    }

    @Provide
    Arbitrary<Object> keys() {
        Arbitrary<Object> close = Arbitraries.of(
                0L, -1L, 1L, 1.5, -1.5, 9L, 10L, 11L, 100L, -9L, -10L, "", "\0", "\1", "\0\0", "a", "a\0", "a\1", "ab");
        Arbitrary<Object> text = Arbitraries.of(
                        '\0', '\1', '\2', 'a', '\u007f', '\u0080', '\u07ff', '\u0800', '\ud7ff', '\ud800', '\udbff',
                        '\udc00', '\udfff', '\ue000', '\uffff')
                .list()
                .ofMaxSize(4)
                .map(KeyBytesTest::text);
        Arbitrary<Object> single = Arbitraries.oneOf(close, text, AnyValue.scalar());
        return Arbitraries.oneOf(
                single, single.list().ofMinSize(1).ofMaxSize(3).map(parts -> (Object) List.copyOf(parts)));
    }

    private static Object text(List<Character> units) {
        StringBuilder text = new StringBuilder();
        units.forEach(text::append);
        return text.toString();
    }

    /** 0.0 and -0.0 are one key in the order, but not for {@code equals} of two doubles. */
    private static boolean isNegativeZero(Object value) {
        return value instanceof List<?> parts
                ? parts.stream().anyMatch(KeyBytesTest::isNegativeZero)
                : value.equals(-0.0);
    }
}

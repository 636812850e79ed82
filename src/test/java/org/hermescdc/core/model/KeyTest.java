package org.hermescdc.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hermescdc.core.AnyValue;
import org.junit.jupiter.api.Test;

class KeyTest {

    @Test
    void takesNumbersOfOneValueForOneKeyWhateverTheirType() {
        assertThat(Key.of(1)).isEqualTo(Key.of(1.0)).hasSameHashCodeAs(Key.of(1.0));
        assertThat(Key.of(1)).isEqualTo(Key.of(true)).hasSameHashCodeAs(Key.of(true));
        assertThat(Key.of(new BigInteger("100000000000000000000")))
                .isEqualTo(Key.of(1e20))
                .hasSameHashCodeAs(Key.of(1e20));
        assertThat(Key.of(List.of(1, "a"))).isEqualTo(Key.of(List.of(1.0, "a")));
    }

    @Test
    void tellsTextFromNumber() {
        assertThat(Key.of("1")).isNotEqualTo(Key.of(1));
    }

    @Test
    void isTheListOfItsAttributesWhenComposite() {
        Entry entry = Entry.of(Map.of("group_id", 10, "user_id", 42));

        assertThat(Key.from(entry, List.of("group_id", "user_id"))).isEqualTo(Key.of(List.of(10, 42)));
        assertThat(Key.from(entry, List.of("user_id"))).isEqualTo(Key.of(42));
    }

    @Test
    void refusesAnAbsentAttributeByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Key.from(Entry.EMPTY, List.of("user_id")))
                .withMessage("primary key attribute 'user_id' has no value");
    }

    @Test
    void refusesAListAsKeyAttribute() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Key.from(Entry.of(Map.of("id", List.of(1))), List.of("id")))
                .withMessageContaining("'id' is a list");
    }

    @Test
    void showsItsBareValue() {
        assertThat(Key.of(42)).hasToString("42");
        assertThat(Key.of(List.of(10, "x"))).hasToString("(10, x)");
    }

    @Property
    void hasOneHashForEqualKeys(@ForAll("keys") Key a, @ForAll("keys") Key b) {
        if (a.equals(b)) {
            assertThat(a).hasSameHashCodeAs(b);
            assertThat(b).isEqualTo(a);
        }
    }

    @Provide
    Arbitrary<Key> keys() {
        return AnyValue.key();
    }
}

package org.hermescdc.core.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
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

    @Provide
    Arbitrary<Entry> entries() {
        return AnyValue.entry();
    }
}

package org.hermescdc.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hermescdc.core.template.Membership.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipTest {

    @Property
    void answersAsRenderingDoes(
            @ForAll("questions") String question,
            @ForAll("attributes") Map<String, Object> entry,
            @ForAll("keys") Set<Object> users,
            @ForAll("keys") Set<Object> groups) {
        Template template = compile("{{ " + question + " }}");
        Map<String, Object> context =
                new HashMap<>(Map.of("Users_pkeys", PySet.of(users), "Groups_pkeys", PySet.of(groups), "_SELF", entry));

        Verdict verdict = Membership.of(template).orElseThrow().verdict(entry::get, name -> (Set<?>) context.get(name));

        if (verdict != Verdict.UNKNOWN) {
            assertThat(verdict == Verdict.TRUE).isEqualTo(Truth.of(template.render(context)));
        }
    }

    @Test
    void leavesAnAttributeThatIsNotThereToRendering() {
        Membership membership =
                Membership.of(compile("{{ _SELF.user in Users_pkeys }}")).orElseThrow();

        assertThat(membership.verdict(name -> null, name -> Set.of())).isEqualTo(Verdict.UNKNOWN);
        assertThat(membership.verdict(name -> 1L, name -> null)).isEqualTo(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ _SELF.items in Users_pkeys }}",
                "{{ _SELF.user == 1 }}",
                "{{ user in Users_pkeys }}",
                "{{ _SELF.user in Users_pkeys and _SELF.mail }}",
                "{{ (_SELF.group, _SELF.user) in Members_pkeys }}",
                "{{ _SELF.user in Users | map(attribute='id') }}",
                "{{ 1 in Users_pkeys in Groups_pkeys }}",
                "yes{{ _SELF.user in Users_pkeys }}"
            })
    void isNoOtherForm(String text) {
        assertThat(Membership.of(compile(text))).isEqualTo(Optional.empty());
    }

    @Provide
    Arbitrary<String> questions() {
        Arbitrary<String> simple = Arbitraries.of(
                "_SELF.user in Users_pkeys", "_SELF.group in Groups_pkeys", "_SELF.user not in Groups_pkeys");
        Arbitrary<String> compound = simple.list()
                .ofSize(2)
                .flatMap(pair -> Arbitraries.of(
                        pair.get(0) + " and " + pair.get(1),
                        pair.get(0) + " or " + pair.get(1),
                        "not (" + pair.get(0) + " or " + pair.get(1) + ")",
                        "not " + pair.get(0) + " and " + pair.get(1)));
        return Arbitraries.oneOf(simple, compound);
    }

    @Provide
    Arbitrary<Map<String, Object>> attributes() {
        return Arbitraries.maps(Arbitraries.of("user", "group"), key());
    }

    @Provide
    Arbitrary<Set<Object>> keys() {
        return key().set();
    }

    private static Arbitrary<Object> key() {
        return Arbitraries.of(List.<Object>of(0L, 1L, 2L, 1.0, 1.5, "1", "a", true));
    }

    private static Template compile(String text) {
        return new TemplateEngine(Map.of(), Template.Results.NATIVE).compile(text, Template.Place.CONSTRAINT);
    }
}

package org.hermescdc.plugin.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hermescdc.contract.FilterContract;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.template.Undefined;
import org.hermescdc.spi.AttributeFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexSearchTest extends FilterContract {

    private final RegexSearch filter = new RegexSearch();

    @Override
    protected AttributeFilter newFilter() {
        return new RegexSearch();
    }

    @Override
    protected Use use() {
        return new Use("ana@example.org", List.of("^[^@]+"), Map.of(), "ana");
    }

    @Test
    void givesTheMatch() {
        assertThat(search("ana.silva@example.org", "^[^@]+")).isEqualTo("ana.silva");
    }

    @Test
    void givesNullWithoutMatch() {
        assertThat(search("ab1", "^[a-z]{2,}$")).isNull();
        assertThat(search("rien", "n°(\\d+)", "\\1")).isNull();
    }

    @Test
    void givesTheGroupsAskedForInTheirOrder() {
        assertThat(search("ana@example.org", "(?P<u>\\w+)@(?P<d>[\\w.]+)", "\\2", "\\g<u>"))
                .isEqualTo(List.of("example.org", "ana"));
    }

    @Test
    void givesNullForAGroupThatTookNoPart() {
        assertThat(search("b", "(a)|(b)", "\\1", "\\2")).isEqualTo(Arrays.asList(null, "b"));
    }

    @Test
    void takesItsOptionsByName() {
        assertThat(filter.apply("x\nÉa", List.of(), Map.of("regex", "^éA$", "multiline", true, "ignorecase", 1L)))
                .isEqualTo("Éa");
        assertThat(filter.apply("ANA", List.of("ana"), Map.of("ignorecase", false)))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"\\x, attribute", "1, value", "\\2, lookup", "\\g<nom>, lookup"})
    void refusesAnUnknownGroup(String group, String category) {
        assertError(category, "a", List.of("(a)", group));
    }

    @Test
    void refusesWhatIsNoString() {
        assertError("type", List.of("a"), List.of("a"));
        assertError("type", null, List.of("a"));
        assertError("type", new Undefined("'absent' is undefined", true), List.of("a"));
        assertError("type", "12", List.of(12L));
        assertError("attribute", "a", List.of("(a)", 1L));
    }

    @Test
    void refusesAnInvalidExpression() {
        assertError("regex", "ba", List.of("a\\z"));
    }

    @Test
    void refusesACallWithoutExpression() {
        assertError("filter-argument", "ba", List.of());
    }

    @Test
    void neverShowsTheValue() {
        assertThatThrownBy(() -> search("s3cret", "(s)", "\\9")).hasMessage("no group 9; the expression has 1");
    }

    private Object search(String value, Object... arguments) {
        return filter.apply(value, List.of(arguments), Map.of());
    }

    private void assertError(String category, Object value, List<Object> arguments) {
        assertThatThrownBy(() -> filter.apply(value, arguments, Map.of()))
                .isInstanceOfSatisfying(
                        TemplateException.class, e -> assertThat(e.category()).isEqualTo(category));
    }
}

package org.hermescdc.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hermescdc.core.model.Values;
import org.hermescdc.core.template.Template.Place;
import org.hermescdc.core.template.Template.Results;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateEngineTest {

    private static final List<String> SIMPLE = List.of(
            "{{ v }}",
            "{{ v | title }}",
            "{{ v | default('x', true) }}",
            "{{ v ~ '' }}",
            "{{ [v] }}",
            "{{ v == '12' }}",
            "{{ v[:3] }}",
            "{{ v in ['a', '1'] }}",
            "{{ v.split(',') }}",
            "{{ v | int }}",
            "{{ 'a' if v }}",
            "{{ 'None' }}");

    private final TemplateEngine nativeEngine = new TemplateEngine(Map.of(), Results.NATIVE);
    private final TemplateEngine typedEngine = new TemplateEngine(Map.of(), Results.TYPED);

    @Test
    void typedResultsKeepTheTypeOfTheExpression() {
        assertThat(typed("{{ v }}", Map.of("v", "+33612345678"))).isEqualTo("+33612345678");
        assertThat(typed("{{ v }}", Map.of("v", "None"))).isEqualTo("None");
        assertThat(typed("{{ '12' }}", Map.of())).isEqualTo("12");
        assertThat(typed("{{ v | int }}", Map.of("v", "12"))).isEqualTo(12L);
        assertThat(typed("{{ v | e }}", Map.of("v", "<12>"))).isEqualTo("&lt;12&gt;");
    }

    @Test
    void typedResultsOfSeveralPartsAreStrings() {
        assertThat(typed("{{ a }}{{ b }}", Map.of("a", 1L, "b", 2L))).isEqualTo("12");
        assertThat(typed("[{{ a }}]", Map.of("a", 1L))).isEqualTo("[1]");
        assertThat(typed("{{ 1 }}{{ 2 }}", Map.of())).isEqualTo("12");
    }

    @Test
    void nativeResultsReadStringsAsLiterals() {
        assertThat(render("{{ v }}", Map.of("v", "+33612345678"))).isEqualTo(33612345678L);
        assertThat(render("{{ a }}{{ b }}", Map.of("a", 1L, "b", 2L))).isEqualTo(12L);
        assertThat(render("{{ v }}", Map.of("v", "None"))).isNull();
    }

    @Test
    void resultsCanBeNormalized() {
        Object tuple = render("{{ (1, v | e) }}", Map.of("v", "<"));
        assertThat(Values.normalize(tuple)).isEqualTo(List.of(1L, "&lt;"));
        assertThat(Values.normalize(render("{{ v }}", Map.of("v", "{1, 2}")))).isEqualTo(List.of(1L, 2L));
        assertThat(Values.normalize(render("{{ v | map('upper') }}", Map.of("v", List.of("a")))))
                .isEqualTo(List.of("A"));
    }

    @Property
    void theShortWayForOneExpressionGivesWhatTheGeneralOneGives(
            @ForAll @IntRange(max = 11) int index, @ForAll String value, @ForAll boolean typed) {
        CompiledTemplate template =
                (CompiledTemplate) (typed ? typedEngine : nativeEngine).compile(SIMPLE.get(index), Place.QUERY);
        Map<String, Object> context = Map.of("v", value);
        assertThat(template.render(context)).isEqualTo(template.renderByParts(context));
    }

    @Property
    void aValueIsNeverEvaluatedAsATemplate(@ForAll String value) {
        String hostile = "{{ secret }}" + value + "{% if x %}";
        Object result = typed("{{ v }}!", Map.of("v", hostile, "secret", "s3cret"));
        assertThat(result).isEqualTo(hostile + "!");
    }

    @Property
    void everyStringSurvivesTypedResults(@ForAll String value) {
        assertThat(typed("{{ v }}", Map.of("v", value))).isEqualTo(value);
    }

    @Test
    void loopsAreBounded() {
        TemplateEngine engine = new TemplateEngine(Map.of(), Results.NATIVE, new Limits(1000, 100));
        Template nested = engine.compile(
                "{% for i in range(11) %}{% for j in range(10) %}{{ '' }}{% endfor %}{% endfor %}.", Place.QUERY);
        assertLimit(() -> nested.render(Map.of()));
    }

    @Test
    void outputIsBounded() {
        TemplateEngine engine = new TemplateEngine(Map.of(), Results.NATIVE, new Limits(1000, 100));
        Template long1 = engine.compile("{% for i in range(90) %}{{ v }}{% endfor %}.", Place.QUERY);
        assertLimit(() -> long1.render(Map.of("v", "0123456789012345678901234567890")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ v * 999999999 }}",
                "{{ [v] * 999999999 }}",
                "{{ range(999999999) | list }}",
                "{{ n ** (n ** n) }}",
                "{{ v.ljust(999999999) }}",
                "{{ '%999999999d' % n }}",
                "{{ '{:999999999}'.format(n) }}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"
            })
    void noExpressionTakesAllMemoryOrTime(String text) {
        assertLimit(() -> render(text, Map.of("v", "x", "n", 9L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ v.class }}",
                "{{ v.getClass }}",
                "{{ v.__class__ }}",
                "{{ v['class'] }}",
                "{{ v | attr('class') }}",
                "{{ v.upper.getClass }}",
                "{{ range.__globals__ }}",
                "{{ v.__init__ }}",
                "{{ ''.__class__ }}"
            })
    void classesCannotBeReached(String text) {
        assertThat(render(text, Map.of("v", "abc"))).isInstanceOf(Undefined.class);
    }

    @Test
    void errorsNameTemplateAndVariableButNoValue() {
        assertThatThrownBy(() -> render("{{ absent | upper }}", Map.of()))
                .asInstanceOf(type(TemplateException.class))
                .satisfies(e -> assertThat(e.category()).isEqualTo("undefined"))
                .extracting(Throwable::getMessage)
                .isEqualTo("template {{ absent | upper }}: 'absent' is undefined");
        assertThatThrownBy(() -> render("{{ v + 1 }}", Map.of("v", "s3cret")))
                .hasMessage("template {{ v + 1 }}: unsupported operand types for +: 'str' and 'int'");
    }

    @Test
    void aTemplateMayChangeAListWithoutChangingTheContext() {
        List<Object> list = List.of("a");
        assertThat(render("{{ v.append('b') or v }}", Map.of("v", list))).isEqualTo(List.of("a", "b"));
        assertThat(list).containsExactly("a");
    }

    @Test
    void oneTemplateCanBeRenderedByManyThreads() throws Exception {
        Template template = nativeEngine.compile(
                "{% set n = v * 2 %}{% for i in range(n) %}{{ i }},{% endfor %}{{ v }}", Place.QUERY);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (long i = 0; i < 400; i++) {
                long v = i % 20;
                Object expected = template.render(Map.of("v", v));
                results.add(threads.submit(() -> template.render(Map.of("v", v)).equals(expected)));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void clientMappingsAreNamesOrAnyMix() {
        assertThat(nativeEngine.compile("cn", Place.CLIENT_ATTRSMAPPING).isPlain())
                .isTrue();
        Template mixed = nativeEngine.compile("{{ a }} {{ b }}", Place.CLIENT_ATTRSMAPPING);
        assertThat(mixed.variables()).containsExactly("a", "b");
        assertThat(mixed.isStatic()).isFalse();
        assertThat(nativeEngine.compile("{{ 'x' }}", Place.CLIENT_ATTRSMAPPING).isStatic())
                .isTrue();
    }

    @Test
    void longDataThatLooksLikeALiteralNeedsNoDeepStack() {
        String digits = "1_".repeat(200_000) + "x";
        assertThat(render("{{ v }}", Map.of("v", digits))).isEqualTo(digits);
        String quoted = "'" + "\\n".repeat(200_000);
        assertThat(render("{{ v }}", Map.of("v", quoted))).isEqualTo(quoted);
        String nested = "[".repeat(200_000);
        assertThat(render("{{ v }}", Map.of("v", nested))).isEqualTo(nested);
    }

    private static void assertLimit(org.assertj.core.api.ThrowableAssert.ThrowingCallable rendering) {
        assertThatThrownBy(rendering)
                .asInstanceOf(type(TemplateException.class))
                .satisfies(e -> assertThat(e.category()).isEqualTo("limit"));
    }

    private Object render(String text, Map<String, Object> context) {
        return nativeEngine.compile(text, Place.QUERY).render(context);
    }

    private Object typed(String text, Map<String, Object> context) {
        return typedEngine.compile(text, Place.QUERY).render(context);
    }
}

package org.hermescdc.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.hermescdc.core.model.Values;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.template.Undefined;
import org.hermescdc.spi.AttributeFilter;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AttributeFilter} does, whatever it is for (spec/06; docs/plugin-guide.md, "A filter"). */
public abstract class FilterContract {

    private static final String CANARY = "canary-4711";
    private static final int CALLS = 200;

    private AttributeFilter contracted;

    /**
     * A use of the filter, as {@code value | filter(arguments, options)}.
     *
     * @param result what it gives; null where that differs from call to call
     */
    public record Use(Object value, List<Object> arguments, Map<String, Object> options, Object result) {}

    /** A filter that is not configured yet. */
    protected abstract AttributeFilter newFilter();

    /** A use that succeeds, with the settings of {@link #settings}. */
    protected abstract Use use();

    /** Settings that the filter's schema requires, beside its defaults. */
    protected Map<String, Object> settings() {
        return Map.of();
    }

    @BeforeEach
    protected void configureByItsSchema() {
        contracted = newFilter();
        Map<String, Object> complete = new LinkedHashMap<>();
        contracted.settings().settings().stream()
                .filter(setting -> setting.defaultValue() != null)
                .forEach(setting -> complete.put(setting.name(), setting.defaultValue()));
        complete.putAll(settings());
        contracted.configure(new Settings(complete));
    }

    @Test
    void isFoundByHermesUnderANameThatTemplatesCanSay() {
        assertThat(ServiceLoader.load(AttributeFilter.class).stream().map(ServiceLoader.Provider::type))
                .contains(contracted.getClass());
        assertThat(contracted.name()).matches("[A-Za-z_][A-Za-z0-9_]*");
    }

    @Test
    void givesAnAttributeValue() {
        assertThat(result()).isNotInstanceOf(Undefined.class);
        assertThatCode(() -> Values.normalize(result())).doesNotThrowAnyException();
    }

    @Test
    void givesTheSameToSeveralThreadsAtOnce() {
        Use use = use();

        assertThat(IntStream.range(0, CALLS).parallel().mapToObj(call -> result()))
                .hasSize(CALLS)
                .allMatch(result ->
                        use.result() == null ? result != null : use.result().equals(result));
    }

    /** Neither the value nor what Java calls its type is to be seen in what an operator is told. */
    @Test
    void refusesWhatItCannotTakeWithoutShowingIt() {
        Map<String, Object> options = new HashMap<>(use().options());
        for (Object value :
                Arrays.asList(null, new Undefined("x", false), List.of(CANARY), Map.of("k", CANARY), 4711L, true)) {
            try {
                contracted.apply(value, use().arguments(), options);
            } catch (TemplateException e) {
                assertThat(e.category()).isNotBlank();
                assertThat(e.getMessage())
                        .isNotBlank()
                        .doesNotContain(CANARY, "4711", "java.")
                        .hasLineCount(1);
            }
        }
    }

    private Object result() {
        Use use = use();
        return contracted.apply(use.value(), use.arguments(), use.options());
    }
}

package org.example.hermes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.hermescdc.contract.FilterContract;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateEngine;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.template.Undefined;
import org.hermescdc.spi.AttributeFilter;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.Test;

class PlainNameTest extends FilterContract {

    @Override
    protected AttributeFilter newFilter() {
        return new PlainName();
    }

    @Override
    protected Use use() {
        return new Use("Zoë Ångström", List.of(), Map.of(), "zoe.angstrom");
    }

    @Test
    void joinsTheWordsOfANameWithoutAccentsAndCapitals() {
        assertThat(rendered(".", "Zoë  Ångström-Lee")).isEqualTo("zoe.angstrom.lee");
        assertThat(rendered("", "Ada Lovelace")).isEqualTo("adalovelace");
    }

    @Test
    void givesNoValueForNone() {
        assertThat(rendered(".", null)).isEqualTo(Undefined.LENIENT);
    }

    @Test
    void tellsNoValueInAFailure() {
        assertThatThrownBy(() -> rendered(".", List.of("secret")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("plainname wants a text")
                .hasMessageNotContaining("secret");
    }

    /** As Hermes does it: in a template, by the filter's name. */
    private static Object rendered(String separator, Object name) {
        PlainName filter = new PlainName();
        filter.configure(new Settings(Map.of("separator", separator)));
        Map<String, Object> context = new java.util.HashMap<>();
        context.put("name", name);
        return new TemplateEngine(Map.of(filter.name(), filter), Template.Results.TYPED)
                .compile("{{ name | plainname }}", Template.Place.ATTRSMAPPING)
                .render(context);
    }
}

package org.example.hermes;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.template.Undefined;
import org.hermescdc.spi.AttributeFilter;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/** The filter {@code plainname}: a name without accents and capitals, its words joined. */
public final class PlainName implements AttributeFilter {

    private String separator = ".";

    @Override
    public String name() {
        return "plainname";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(Setting.text("separator", "[._-]?")
                .withDefault(".")
                .describedAs("What stands between two words: a dot, a hyphen, an underline, or nothing."));
    }

    @Override
    public void configure(Settings settings) {
        separator = settings.text("separator");
    }

    @Override
    public Object apply(Object value, List<Object> arguments, Map<String, Object> options) {
        if (value == null || value instanceof Undefined) {
            return Undefined.LENIENT;
        }
        if (!(value instanceof String text)) {
            throw new TemplateException("type", "plainname wants a text");
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return String.join(separator, plain.toLowerCase(Locale.ROOT).strip().split("[^a-z0-9]+"));
    }
}

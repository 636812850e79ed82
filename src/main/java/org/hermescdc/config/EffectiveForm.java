package org.hermescdc.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.SettingsSchema;

/**
 * The form in which a client keeps a valid configuration in its cache, that of Hermes 1.0.9: as it is written, with the
 * defaults filled in and references left as they are. Keys that 1.0.9 does not know stand there only if they are in the
 * file.
 */
final class EffectiveForm {

    private EffectiveForm() {}

    static Map<String, Object> of(SettingsSchema schema, ConfigNode node) {
        Map<String, Object> form = new LinkedHashMap<>();
        for (Setting setting : schema.settings()) {
            ConfigNode.Entry entry = node.entry(setting.name());
            if (entry != null) {
                form.put(setting.name(), present(setting, entry.value()));
            } else if (!setting.addition()) {
                addDefault(setting, node.mark(), form);
            }
        }
        return form;
    }

    private static void addDefault(Setting setting, ConfigNode.Mark mark, Map<String, Object> form) {
        if (setting.type() instanceof Setting.Type.Section section
                && Defaults.of(setting).isPresent()) {
            form.put(setting.name(), of(section.schema(), ConfigNode.Section.empty(mark)));
        } else if (setting.defaultValue() != null || setting.nullable()) {
            form.put(setting.name(), setting.defaultValue());
        }
    }

    private static Object present(Setting setting, ConfigNode node) {
        return node.isNull() && !(setting.type() instanceof Setting.Type.Section)
                ? setting.defaultValue() instanceof Map<?, ?> map ? map : null
                : value(setting.type(), node);
    }

    private static Object value(Setting.Type type, ConfigNode node) {
        if (type instanceof Setting.Type.Section section) {
            return of(section.schema(), node);
        }
        if (type instanceof Setting.Type.Variants variants) {
            Object name = node.entry(variants.key()).value().plain();
            return of(variants.schemas().get((String) name), node);
        }
        if (type instanceof Setting.Type.MapOf map) {
            return each(node, name -> map.item());
        }
        if (type instanceof Setting.Type.ByName named) {
            return each(node, name -> new Setting.Type.Section(named.schemas().get(name)));
        }
        return node.written();
    }

    private static Map<String, Object> each(ConfigNode node, Function<String, Setting.Type> type) {
        Map<String, Object> values = new LinkedHashMap<>();
        node.keys()
                .forEach(name -> values.put(
                        name, value(type.apply(name), node.entry(name).value())));
        return values;
    }
}

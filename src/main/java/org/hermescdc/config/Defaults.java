package org.hermescdc.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.spi.Setting;

/** What settings are when they are absent. */
final class Defaults {

    private Defaults() {}

    /** The default of a setting; for a section without required keys the defaults in it, if there are any. */
    static Optional<Object> of(Setting setting) {
        if (setting.defaultValue() != null) {
            return Optional.of(setting.defaultValue());
        }
        if (!(setting.type() instanceof Setting.Type.Section section)
                || section.schema().settings().stream().anyMatch(Setting::required)) {
            return Optional.empty();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        section.schema().settings().forEach(inner -> of(inner).ifPresent(value -> values.put(inner.name(), value)));
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }
}

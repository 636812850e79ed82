package org.hermescdc.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Setting.Type;
import org.hermescdc.spi.SettingsSchema;

/**
 * One key of a section as it is told to people; the keys of inner sections follow theirs.
 *
 * @param path dotted, {@code ssl.cafile}; a name that the configuration chooses stands there as {@code <name>}
 * @param type what is accepted
 * @param standard the default as it is written in YAML; empty if there is none
 * @param addition whether Hermes 1.0.9 does not know the key
 */
public record SettingRow(
        String path, String type, boolean required, String standard, boolean addition, String description) {

    /** The keys of {@code schema}, in its order. */
    public static List<SettingRow> of(SettingsSchema schema) {
        List<SettingRow> rows = new ArrayList<>();
        schema.settings().forEach(setting -> add(rows, "", setting));
        return rows;
    }

    private static void add(List<SettingRow> rows, String prefix, Setting setting) {
        String path = prefix + setting.name();
        rows.add(new SettingRow(
                path, type(setting), setting.required(), standard(setting), setting.addition(), setting.description()));
        addInner(rows, path + ".", setting.type());
    }

    private static void addInner(List<SettingRow> rows, String prefix, Type type) {
        if (type instanceof Type.Section section) {
            section.schema().settings().forEach(setting -> add(rows, prefix, setting));
        } else if (type instanceof Type.MapOf map) {
            addInner(rows, prefix + "<name>.", map.item());
        }
    }

    private static String type(Setting setting) {
        if (setting.type() instanceof Type.Section) {
            return "section";
        }
        if (setting.type() instanceof Type.MapOf map) {
            return map.item() instanceof Type.Section || map.item() instanceof Type.Anything
                    ? "map"
                    : "map of names to: " + Allowed.by(map.item());
        }
        return Allowed.by(setting);
    }

    private static String standard(Setting setting) {
        Object value = setting.defaultValue();
        if (value == null) {
            return setting.nullable() ? "null" : "";
        }
        if (setting.type() instanceof Type.Octal) {
            return Octals.text((Long) value);
        }
        return value instanceof Map<?, ?> ? "{}" : value.toString();
    }
}

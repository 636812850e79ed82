package org.hermescdc.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hermescdc.spi.HandledType;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Setting.Type;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/**
 * What a client plugin written as routes tells of itself in {@code <plugin>.plugin.yaml}, beside its routes: as much as
 * a Java plugin tells by its methods. The file may be missing.
 *
 * @param settings the keys of its section; empty when it does not tell them: then any are accepted
 * @param types the local types that it handles, and what each needs
 */
record RoutePlugin(Optional<SettingsSchema> settings, List<HandledType> types) {

    /** A plugin that tells nothing. */
    static final RoutePlugin SILENT = new RoutePlugin(Optional.empty(), List.of());

    private static final SettingsSchema TYPE = SettingsSchema.of(
            Setting.texts("attributes").withDefault(List.of()), Setting.mapOf("with", new Type.ListOf(text())));

    private static final SettingsSchema SETTING = SettingsSchema.of(
                    Setting.choice("type", "string", "int", "float", "bool", "strings", "any")
                            .asRequired(),
                    Setting.flag("required").withDefault(false),
                    Setting.flag("secret").withDefault(false),
                    Setting.of("default", new Type.Anything()),
                    Setting.text("description").asRequired())
            .withRule(RoutePlugin::defaultThatFits);

    private static final SettingsSchema FILE = SettingsSchema.of(
            Setting.of("types", new Type.MapOf(new Type.Section(TYPE), ServerSchema.TYPE_NAME)),
            Setting.mapOf("settings", new Type.Section(SETTING)));

    RoutePlugin {
        types = List.copyOf(types);
    }

    /** @throws ConfigException with all that is wrong in the file */
    static RoutePlugin read(Path file, References references) {
        Problems problems = new Problems(file.toString());
        ConfigNode root = new YamlReader(problems, references).read(file);
        Settings content = new Checker(problems).section(FILE, root, KeyPath.ROOT);
        problems.throwIfAny();
        return new RoutePlugin(
                content.has("settings") ? Optional.of(settings(content.section("settings"))) : Optional.empty(),
                types(content.section("types")));
    }

    private static List<HandledType> types(Settings types) {
        List<HandledType> handled = new ArrayList<>();
        for (String name : types.toMap().keySet()) {
            Settings type = types.section(name);
            HandledType needs = HandledType.of(name, array(type.texts("attributes")));
            Settings others = type.section("with");
            for (String other : others.toMap().keySet()) {
                needs = needs.with(other, array(others.texts(other)));
            }
            handled.add(needs);
        }
        return handled;
    }

    private static SettingsSchema settings(Settings settings) {
        return SettingsSchema.of(settings.toMap().keySet().stream()
                .map(name -> setting(name, settings.section(name)))
                .toArray(Setting[]::new));
    }

    private static Setting setting(String name, Settings told) {
        Setting setting = Setting.of(name, type(told.text("type")))
                .withDefault(told.get("default"))
                .describedAs(told.text("description"));
        setting = told.flag("required") ? setting.asRequired() : setting;
        return told.flag("secret") ? setting.asSecret() : setting;
    }

    private static Type type(String word) {
        return switch (word) {
            case "string" -> text();
            case "int" -> new Type.Whole(Long.MIN_VALUE, Long.MAX_VALUE);
            case "float" -> new Type.Real(-Double.MAX_VALUE, Double.MAX_VALUE);
            case "bool" -> new Type.Flag();
            case "strings" -> new Type.ListOf(text());
            default -> new Type.Anything();
        };
    }

    private static List<Problem> defaultThatFits(Settings setting) {
        Object value = setting.get("default");
        boolean fits =
                switch (setting.text("type")) {
                    case "string" -> value instanceof String;
                    case "int" -> value instanceof Long;
                    case "float" -> value instanceof Double;
                    case "bool" -> value instanceof Boolean;
                    case "strings" ->
                        value instanceof List<?> items && items.stream().allMatch(String.class::isInstance);
                    default -> true;
                };
        return value == null || fits
                ? List.of()
                : List.of(new Problem("default", "found a value that is not of the type " + setting.text("type")));
    }

    private static Type text() {
        return new Type.Text(null);
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}

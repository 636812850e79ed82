package org.hermescdc.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/**
 * Checks a part of a file against the schema of its settings and reads its values. All that is wrong goes to the
 * problems; what is wrong or absent has no value.
 */
final class Checker {

    private final Problems problems;
    private final ScalarChecker scalars;
    private int unresolved;

    Checker(Problems problems) {
        this.problems = problems;
        this.scalars = new ScalarChecker(problems);
    }

    /** Returns the values of a section, defaults filled in. A node that is null is an empty section. */
    Settings section(SettingsSchema schema, ConfigNode node, KeyPath path) {
        return new Settings(section(schema, node, path, false).orElse(Map.of()));
    }

    private Optional<Map<String, Object>> section(
            SettingsSchema schema, ConfigNode node, KeyPath path, boolean secret) {
        if (!(node instanceof ConfigNode.Section) && !node.isNull()) {
            return wrong(new Setting.Type.Section(schema), node, path, secret);
        }
        int before = problems.count() + unresolved;
        refuseUnknown(schema.settings().stream().map(Setting::name).toList(), node, path);
        Map<String, Object> values = new LinkedHashMap<>();
        for (Setting setting : schema.settings()) {
            ConfigNode.Entry entry = node.entry(setting.name());
            KeyPath inner = path.then(setting.name());
            Optional<Object> value = entry == null
                    ? absent(setting, node, inner)
                    : present(setting, entry.value(), inner, secret || setting.secret());
            value.ifPresent(v -> values.put(setting.name(), v));
        }
        if (problems.count() + unresolved == before) {
            applyRules(schema, values, node, path);
        }
        return Optional.of(Collections.unmodifiableMap(values));
    }

    private void refuseUnknown(Collection<String> known, ConfigNode node, KeyPath path) {
        if (node instanceof ConfigNode.Section section) {
            section.entries().forEach((key, entry) -> {
                if (!known.contains(key)) {
                    String allowed = known.isEmpty() ? "no keys" : String.join(", ", known);
                    problems.add(
                            entry.key(),
                            path.then(key),
                            "found an unknown key; allowed here: " + allowed + Nearest.hint(key, known));
                }
            });
        }
    }

    private void applyRules(SettingsSchema schema, Map<String, Object> values, ConfigNode node, KeyPath path) {
        Settings settings = new Settings(values);
        schema.rules().stream().flatMap(rule -> rule.apply(settings).stream()).forEach(problem -> {
            List<String> steps =
                    problem.key().isEmpty() ? List.of() : List.of(problem.key().split("\\."));
            ConfigNode.Mark mark = node.at(new KeyPath(steps)).mark();
            problems.add(mark, path.then(steps.toArray(String[]::new)), problem.message());
        });
    }

    private Optional<Object> absent(Setting setting, ConfigNode section, KeyPath path) {
        if (setting.required()) {
            problems.add(section.mark(), path, "found nothing; required: " + Allowed.by(setting));
        }
        return Defaults.of(setting);
    }

    private Optional<Object> present(Setting setting, ConfigNode node, KeyPath path, boolean secret) {
        if (node.isNull() && setting.nullable()) {
            return Optional.empty();
        }
        if (node.isNull() && setting.defaultValue() instanceof Map<?, ?>) {
            return Defaults.of(setting);
        }
        return value(setting.type(), node, path, secret);
    }

    private Optional<Object> value(Setting.Type type, ConfigNode node, KeyPath path, boolean secret) {
        if (node instanceof ConfigNode.Unresolved) {
            unresolved++;
            return Optional.empty();
        }
        if (type instanceof Setting.Type.Section section) {
            return section(section.schema(), node, path, secret).map(values -> values);
        }
        if (type instanceof Setting.Type.Variants variants) {
            return variant(variants, node, path, secret);
        }
        if (type instanceof Setting.Type.MapOf map) {
            return map(map, node, path, secret);
        }
        if (type instanceof Setting.Type.ByName named) {
            return byName(named, node, path, secret);
        }
        if (type instanceof Setting.Type.ListOf list) {
            return list(list.item(), type, node, path, secret);
        }
        if (type instanceof Setting.Type.OneOrList one) {
            return node instanceof ConfigNode.Scalar
                    ? value(one.item(), node, path, secret).map(List::of)
                    : list(one.item(), type, node, path, secret);
        }
        if (type instanceof Setting.Type.AnyOf any) {
            return any(any, node, path, secret);
        }
        if (type instanceof Setting.Type.Anything) {
            return Optional.ofNullable(node.plain());
        }
        return scalars.value(type, node, path, secret);
    }

    private Optional<Object> variant(Setting.Type.Variants variants, ConfigNode node, KeyPath path, boolean secret) {
        if (!(node instanceof ConfigNode.Section)) {
            return wrong(variants, node, path, secret);
        }
        Setting choice =
                Setting.choice(variants.key(), variants.schemas().keySet().toArray(String[]::new));
        ConfigNode.Entry entry = node.entry(variants.key());
        KeyPath inner = path.then(variants.key());
        Optional<Object> name = entry == null
                ? absent(choice.asRequired(), node, inner)
                : value(choice.type(), entry.value(), inner, secret);
        return name.flatMap(n -> section(variants.schemas().get((String) n), node, path, secret));
    }

    private Optional<Object> map(Setting.Type.MapOf type, ConfigNode node, KeyPath path, boolean secret) {
        if (node.isNull()) {
            return Optional.of(Map.of());
        }
        if (!(node instanceof ConfigNode.Section section)) {
            return wrong(type, node, path, secret);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        section.entries().forEach((name, entry) -> {
            KeyPath inner = path.then(name);
            if (type.names() != null && !type.names().matcher(name).matches()) {
                problems.add(
                        entry.key(), inner, "found the name '" + name + "'; allowed: names that match " + type.names());
            }
            value(type.item(), entry.value(), inner, secret).ifPresent(value -> values.put(name, value));
        });
        return Optional.of(Collections.unmodifiableMap(values));
    }

    private Optional<Object> byName(Setting.Type.ByName type, ConfigNode node, KeyPath path, boolean secret) {
        if (!(node instanceof ConfigNode.Section) && !node.isNull()) {
            return wrong(type, node, path, secret);
        }
        refuseUnknown(type.schemas().keySet(), node, path);
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : node.keys()) {
            if (type.schemas().containsKey(name)) {
                section(type.schemas().get(name), node.entry(name).value(), path.then(name), secret)
                        .ifPresent(value -> values.put(name, value));
            }
        }
        return Optional.of(Collections.unmodifiableMap(values));
    }

    private Optional<Object> list(Setting.Type item, Setting.Type type, ConfigNode node, KeyPath path, boolean secret) {
        if (!(node instanceof ConfigNode.Items items)) {
            return wrong(type, node, path, secret);
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < items.nodes().size(); i++) {
            value(item, items.nodes().get(i), path.item(i), secret).ifPresent(values::add);
        }
        return Optional.of(Collections.unmodifiableList(values));
    }

    /** Takes the first type that the kind of node fits, so that its problems are precise. */
    private Optional<Object> any(Setting.Type.AnyOf any, ConfigNode node, KeyPath path, boolean secret) {
        return any.types().stream()
                .filter(type -> type instanceof Setting.Type.ListOf == node instanceof ConfigNode.Items
                        && !(node instanceof ConfigNode.Section))
                .findFirst()
                .map(type -> value(type, node, path, secret))
                .orElseGet(() -> wrong(any, node, path, secret));
    }

    private <T> Optional<T> wrong(Setting.Type type, ConfigNode node, KeyPath path, boolean secret) {
        problems.add(node.mark(), path, "found " + Found.of(node, secret) + "; allowed: " + Allowed.by(type));
        return Optional.empty();
    }
}

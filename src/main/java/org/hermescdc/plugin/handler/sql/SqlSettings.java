package org.hermescdc.plugin.handler.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.plugin.datasource.jdbc.Database;
import org.hermescdc.plugin.datasource.jdbc.GenericSource;
import org.hermescdc.spi.HandledType;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Setting.Type;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/**
 * What the plugin {@code sql} does with each local type.
 *
 * @param tables types that have a table
 * @param statements types that have statements of their own, by event
 */
record SqlSettings(Map<String, TableTarget> tables, Map<String, Map<HandlerEvent, List<String>>> statements) {

    static final String OLD = "old_";

    private static final String COLUMN = "[A-Za-z_][A-Za-z0-9_]*";
    private static final String RESERVED = "_pkey_";

    private static final SettingsSchema STATEMENTS = SettingsSchema.of(Arrays.stream(HandlerEvent.values())
            .map(event -> Setting.texts(event.word())
                    .describedAs("For objects that are " + event.word() + ", in one transaction."))
            .toArray(Setting[]::new));

    private static final SettingsSchema TYPE = SettingsSchema.of(
                    Setting.text("table", COLUMN + "(\\." + COLUMN + ")*")
                            .describedAs("The table that has one row for each object."),
                    Setting.of("key", columns()).describedAs("By column of the table's key, the local attribute."),
                    Setting.of("columns", columns()).describedAs("By other column, the local attribute."),
                    Setting.section("statements", STATEMENTS)
                            .describedAs("Instead of a table: SQL for each event, with parameters :attribute and"
                                    + " :old_attribute."))
            .withRule(SqlSettings::tableOrStatements);

    static final SettingsSchema SCHEMA = schema();

    static SqlSettings of(Settings settings) {
        Map<String, TableTarget> tables = new LinkedHashMap<>();
        Map<String, Map<HandlerEvent, List<String>>> statements = new LinkedHashMap<>();
        Settings types = settings.section("types");
        for (String name : types.toMap().keySet()) {
            Settings type = types.section(name);
            if (type.has("table")) {
                tables.put(
                        name,
                        new TableTarget(
                                type.text("table"), texts(type.section("key")), texts(type.section("columns"))));
            } else {
                Map<HandlerEvent, List<String>> ofType = new LinkedHashMap<>();
                Settings events = type.section("statements");
                Arrays.stream(HandlerEvent.values()).forEach(event -> ofType.put(event, events.texts(event.word())));
                statements.put(name, ofType);
            }
        }
        return new SqlSettings(tables, statements);
    }

    /** What the configured types need of the datamodel. */
    static List<HandledType> types(Settings settings) {
        SqlSettings read = of(settings);
        List<HandledType> types = new ArrayList<>();
        read.tables.forEach((name, table) -> {
            List<String> attributes = new ArrayList<>(table.key().values());
            attributes.addAll(table.columns().values());
            types.add(needing(name, attributes));
        });
        read.statements.forEach((name, events) -> types.add(needing(
                name,
                events.values().stream()
                        .flatMap(List::stream)
                        .flatMap(sql -> Database.parameters(settings.text("url"), sql).stream())
                        .map(parameter -> parameter.startsWith(OLD) ? parameter.substring(OLD.length()) : parameter)
                        .toList())));
        return types;
    }

    private static HandledType needing(String type, List<String> attributes) {
        return HandledType.of(
                type,
                attributes.stream()
                        .filter(attribute -> !attribute.startsWith(RESERVED))
                        .distinct()
                        .toArray(String[]::new));
    }

    private static SettingsSchema schema() {
        SettingsSchema database = new GenericSource().settings();
        List<Setting> settings = new ArrayList<>(database.settings().stream()
                .filter(setting -> !setting.name().equals("decimals"))
                .toList());
        settings.add(Setting.of("types", new Type.MapOf(new Type.Section(TYPE)))
                .asRequired()
                .describedAs("By local type, where its objects go."));
        return new SettingsSchema(settings, database.rules());
    }

    private static List<Problem> tableOrStatements(Settings type) {
        if (type.has("table") == type.has("statements")) {
            return List.of(new Problem(
                    "",
                    "found " + (type.has("table") ? "both" : "neither")
                            + " of table and statements; allowed: exactly one"));
        }
        return type.has("table") && type.section("key").toMap().isEmpty()
                ? List.of(new Problem("key", "found no column; the key tells the row of an object"))
                : List.of();
    }

    private static Type columns() {
        return new Type.MapOf(new Type.Text(null), java.util.regex.Pattern.compile(COLUMN));
    }

    private static Map<String, String> texts(Settings section) {
        Map<String, String> texts = new LinkedHashMap<>();
        section.toMap().forEach((column, attribute) -> texts.put(column, (String) attribute));
        return texts;
    }
}

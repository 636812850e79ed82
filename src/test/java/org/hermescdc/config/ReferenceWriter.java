package org.hermescdc.config;

import java.util.ArrayList;
import java.util.List;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Setting.Type;
import org.hermescdc.spi.SettingsSchema;

/** Writes the tables of {@code docs/reference/configuration.md}: every key of every schema. */
final class ReferenceWriter {

    private final StringBuilder out = new StringBuilder();

    private ReferenceWriter() {}

    static String of(PluginCatalog catalog) {
        ReferenceWriter writer = new ReferenceWriter();
        writer.all(catalog);
        return writer.out.toString();
    }

    private void all(PluginCatalog catalog) {
        heading("`hermes`: servers and clients");
        table(common(schema(HermesSchema.of(true, catalog))));
        heading("`hermes-server`");
        table(schema(ServerSchema.server()));
        heading("`hermes-client`");
        table(schema(ClientSchema.client()));
        heading("Datasources: `hermes.plugins.datasources.<source>`, on a server");
        out.append("`type` names the plugin and `settings` holds its settings; both are required.\n");
        catalog.dataSources().forEach((name, source) -> plugin("Datasource", name, source.settings()));
        heading("Message buses: `hermes.plugins.messagebus.<bus>`");
        catalog.buses().forEach((name, bus) -> {
            plugin("Bus", name, bus.producerSettings());
            out.append("\nOn a client:\n");
            table(bus.consumerSettings());
        });
        heading("Attribute filters: `hermes.plugins.attributes.<filter>`");
        catalog.filters()
                .forEach((name, filter) -> plugin("Filter", name, filter.get().settings()));
        heading("Client plugins: `hermes-client-<plugin>`");
        catalog.handlers()
                .forEach((name, handler) ->
                        plugin("Client plugin", name, handler.get().settings()));
    }

    /** The plugins have their own tables. */
    private static SettingsSchema common(SettingsSchema hermes) {
        List<Setting> rest = new ArrayList<>();
        for (Setting setting : hermes.settings()) {
            rest.add(
                    setting.name().equals("plugins")
                            ? Setting.section("plugins", shallow(schema(setting)))
                                    .asRequired()
                                    .describedAs(setting.description())
                            : setting);
        }
        return new SettingsSchema(rest, List.of());
    }

    private static SettingsSchema shallow(SettingsSchema plugins) {
        List<Setting> settings = plugins.settings().stream()
                .map(setting -> new Setting(
                        setting.name(),
                        new Type.MapOf(new Type.Anything()),
                        setting.required(),
                        setting.nullable(),
                        false,
                        setting.defaultValue(),
                        false,
                        setting.description()))
                .toList();
        return new SettingsSchema(settings, List.of());
    }

    private static SettingsSchema schema(Setting section) {
        return ((Type.Section) section.type()).schema();
    }

    private void heading(String text) {
        out.append("\n## ").append(text).append("\n");
    }

    private void plugin(String kind, String name, SettingsSchema schema) {
        out.append("\n### ").append(kind).append(" `").append(name).append("`\n");
        if (schema.settings().isEmpty()) {
            out.append("\nNo settings.\n");
        } else {
            table(schema);
        }
    }

    private void table(SettingsSchema schema) {
        out.append("\n| key | type | default | |\n|---|---|---|---|\n");
        SettingRow.of(schema).forEach(this::row);
    }

    private void row(SettingRow row) {
        out.append("| `").append(row.path()).append("` | ").append(row.type().replace("|", "\\|"));
        out.append(" | ").append(row.required() ? "required" : standard(row));
        out.append(" | ").append(row.description());
        out.append(row.addition() ? " **(new)**" : "").append(" |\n");
    }

    private static String standard(SettingRow row) {
        return row.standard().isEmpty() || row.standard().equals("null") ? row.standard() : "`" + row.standard() + "`";
    }
}

package org.hermescdc.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Setting.Type;
import org.hermescdc.spi.SettingsSchema;

/** Writes the schemas of configuration files as one JSON Schema, for editors. */
final class JsonSchemaWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonSchemaWriter() {}

    /** A file with a section {@code hermes-server} is a server's, any other a client's. */
    static ObjectNode of(PluginCatalog catalog) {
        ObjectNode schema = JSON.objectNode();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "Configuration of Hermes");
        schema.put("description", "Generated from the code: see JsonSchemaTest.");
        schema.putObject("if").putArray("required").add(ServerSchema.SECTION);
        schema.putObject("then").put("$ref", "#/definitions/server");
        schema.putObject("else").put("$ref", "#/definitions/client");
        ObjectNode definitions = schema.putObject("definitions");
        definitions.set("server", section(ServerSchema.of(catalog)));
        definitions.set("client", client(catalog));
        return schema;
    }

    private static ObjectNode client(PluginCatalog catalog) {
        ObjectNode client =
                section(new SettingsSchema(List.of(HermesSchema.of(false, catalog), ClientSchema.client()), List.of()));
        ObjectNode properties = (ObjectNode) client.get("properties");
        catalog.handlers().keySet().forEach(name -> {
            Setting plugin = ClientSchema.plugin(catalog, name, RoutePlugin.SILENT);
            properties.set(plugin.name(), setting(plugin));
        });
        client.putObject("patternProperties")
                .putObject("^" + ClientSchema.sectionOf(""))
                .putArray("type")
                .add("object")
                .add("null");
        return client;
    }

    private static ObjectNode section(SettingsSchema schema) {
        ObjectNode section = JSON.objectNode();
        section.put("type", "object");
        section.put("additionalProperties", false);
        ArrayNode required = JSON.arrayNode();
        ObjectNode properties = section.putObject("properties");
        for (Setting setting : schema.settings()) {
            properties.set(setting.name(), setting(setting));
            if (setting.required()) {
                required.add(setting.name());
            }
        }
        if (!required.isEmpty()) {
            section.set("required", required);
        }
        return section;
    }

    private static ObjectNode setting(Setting setting) {
        ObjectNode schema = JSON.objectNode();
        schema.put("description", setting.description());
        if (setting.defaultValue() != null) {
            schema.set("default", defaultOf(setting));
        }
        ObjectNode type = type(setting.type());
        if (setting.nullable() || mayBeEmpty(setting)) {
            schema.putArray("anyOf").add(type).addObject().put("type", "null");
        } else {
            schema.setAll(type);
        }
        return schema;
    }

    private static JsonNode defaultOf(Setting setting) {
        return setting.type() instanceof Type.Octal
                ? JSON.textNode(Octals.text((Long) setting.defaultValue()))
                : MAPPER.valueToTree(setting.defaultValue());
    }

    /** A section with nothing behind its name is its defaults, if it has no required keys. */
    private static boolean mayBeEmpty(Setting setting) {
        return setting.type() instanceof Type.MapOf
                || setting.type() instanceof Type.ByName
                || setting.type() instanceof Type.Section section
                        && section.schema().settings().stream().allMatch(inner -> !inner.required());
    }

    private static ObjectNode type(Type type) {
        if (type instanceof Type.Section section) {
            return section(section.schema());
        }
        if (type instanceof Type.Variants variants) {
            return variants(variants);
        }
        if (type instanceof Type.MapOf map) {
            return map(map);
        }
        if (type instanceof Type.ByName named) {
            return section(new SettingsSchema(
                    named.schemas().entrySet().stream()
                            .map(entry -> Setting.section(entry.getKey(), entry.getValue())
                                    .describedAs("The plugin '" + entry.getKey() + "'."))
                            .toList(),
                    List.of()));
        }
        if (type instanceof Type.ListOf list) {
            return list(list.item());
        }
        if (type instanceof Type.OneOrList one) {
            return anyOf(type(one.item()), list(one.item()));
        }
        if (type instanceof Type.AnyOf any) {
            return anyOf(any.types().stream().map(JsonSchemaWriter::type).toArray(ObjectNode[]::new));
        }
        return type instanceof Type.Anything ? JSON.objectNode() : scalar(type);
    }

    private static ObjectNode scalar(Type type) {
        ObjectNode scalar = JSON.objectNode();
        if (type instanceof Type.Text text && (text.pattern() == null || text.equals(ServerSchema.NAME))) {
            scalar.put("type", "string");
            return text.pattern() == null ? scalar : scalar.put("minLength", 1);
        }
        if (type instanceof Type.Text text) {
            scalar.put("type", "string").put("pattern", whole(text.pattern().pattern()));
        } else if (type instanceof Type.Choice choice) {
            scalar.put("type", "string");
            choice.allowed().forEach(scalar.putArray("enum")::add);
        } else if (type instanceof Type.Flag) {
            scalar.put("type", "boolean");
        } else if (type instanceof Type.Real real) {
            scalar.put("type", "number").put("minimum", real.min()).put("maximum", real.max());
        } else if (type instanceof Type.Whole whole) {
            scalar.put("type", "integer").put("minimum", whole.min()).put("maximum", whole.max());
        } else {
            // Editors that read YAML 1.2 take the octal digits for decimal ones.
            long digits = Long.parseLong(Long.toOctalString(((Type.Octal) type).max()));
            scalar.put("type", "integer").put("minimum", 0).put("maximum", digits);
        }
        return anyOf(scalar, JSON.objectNode().put("type", "string").put("pattern", "\\$\\{(env|file):"));
    }

    private static ObjectNode map(Type.MapOf map) {
        ObjectNode schema = JSON.objectNode();
        schema.put("type", "object");
        schema.set("additionalProperties", type(map.item()));
        if (map.names() != null) {
            schema.putObject("propertyNames").put("pattern", whole(map.names().pattern()));
        }
        return schema;
    }

    private static ObjectNode list(Type item) {
        ObjectNode schema = JSON.objectNode();
        schema.put("type", "array");
        schema.set("items", type(item));
        return schema;
    }

    private static ObjectNode variants(Type.Variants variants) {
        ObjectNode schema = JSON.objectNode();
        schema.put("type", "object");
        schema.putArray("required").add(variants.key());
        ArrayNode names =
                schema.putObject("properties").putObject(variants.key()).putArray("enum");
        ArrayNode cases = schema.putArray("allOf");
        for (Map.Entry<String, SettingsSchema> variant : variants.schemas().entrySet()) {
            names.add(variant.getKey());
            ObjectNode one = cases.addObject();
            one.putObject("if")
                    .putObject("properties")
                    .putObject(variants.key())
                    .put("const", variant.getKey());
            one.set("then", section(variant.getValue()));
        }
        return schema;
    }

    private static ObjectNode anyOf(ObjectNode... types) {
        ObjectNode schema = JSON.objectNode();
        schema.putArray("anyOf").addAll(List.of(types));
        return schema;
    }

    private static String whole(String pattern) {
        return "^(?:" + pattern + ")$";
    }
}

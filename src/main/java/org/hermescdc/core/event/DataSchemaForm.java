package org.hermescdc.core.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.TypeName;

/** The JSON form of a {@link DataSchema}, in events and in {@code _dataschema} (spec/02). */
public final class DataSchemaForm {

    private static final String ATTRIBUTES = "HERMES_ATTRIBUTES";
    private static final String SECRETS = "SECRETS_ATTRIBUTES";
    private static final String PRIMARY_KEY = "PRIMARYKEY_ATTRIBUTE";
    private static final String FOREIGN_KEYS = "FOREIGN_KEYS";

    private DataSchemaForm() {}

    /** Returns the schema as a tree for {@link ValueJson}; types in declaration order. */
    public static Map<String, Object> toTree(DataSchema schema) {
        Map<String, Object> tree = new LinkedHashMap<>();
        schema.types().forEach((name, type) -> {
            Map<String, Object> form = new LinkedHashMap<>();
            form.put(ATTRIBUTES, type.attributes());
            form.put(SECRETS, type.secrets());
            form.put(
                    PRIMARY_KEY,
                    type.primaryKey().size() == 1 ? type.primaryKey().get(0) : type.primaryKey());
            Map<String, Object> foreignKeys = new LinkedHashMap<>();
            type.foreignKeys()
                    .forEach((attribute, target) ->
                            foreignKeys.put(attribute, List.of(target.parentType(), target.parentAttribute())));
            form.put(FOREIGN_KEYS, foreignKeys);
            tree.put(name, form);
        });
        return tree;
    }

    /**
     * Reads what {@link #toTree} gives; {@code FOREIGN_KEYS} may be missing.
     *
     * @throws EventFormatException if it is no dataschema; the message names the place
     */
    public static DataSchema fromTree(Object tree) {
        Map<String, DataSchema.DataType> types = new LinkedHashMap<>();
        map(tree, "dataschema").forEach((name, form) -> {
            if (!TypeName.isValid(name)) {
                throw new EventFormatException("dataschema: " + TypeName.rule());
            }
            types.put(name, type(name, map(form, name)));
        });
        return new DataSchema(types);
    }

    private static DataSchema.DataType type(String name, Map<String, Object> form) {
        Map<String, DataSchema.ForeignKey> foreignKeys = new LinkedHashMap<>();
        if (form.get(FOREIGN_KEYS) != null) {
            map(form.get(FOREIGN_KEYS), name + "." + FOREIGN_KEYS).forEach((attribute, target) -> {
                List<String> parts = texts(target, name + "." + FOREIGN_KEYS + "." + attribute);
                if (parts.size() != 2) {
                    throw wrong(name + "." + FOREIGN_KEYS + "." + attribute, "[parent type, parent attribute]");
                }
                foreignKeys.put(attribute, new DataSchema.ForeignKey(parts.get(0), parts.get(1)));
            });
        }
        Object primaryKey = form.get(PRIMARY_KEY);
        return new DataSchema.DataType(
                texts(form.get(ATTRIBUTES), name + "." + ATTRIBUTES),
                texts(form.get(SECRETS), name + "." + SECRETS),
                primaryKey instanceof String single ? List.of(single) : texts(primaryKey, name + "." + PRIMARY_KEY),
                foreignKeys);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value, String path) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw wrong(path, "an object");
    }

    private static List<String> texts(Object value, String path) {
        if (!(value instanceof List<?> list)) {
            throw wrong(path, "a list of names");
        }
        List<String> texts = new ArrayList<>(list.size());
        for (Object item : list) {
            if (!(item instanceof String text)) {
                throw wrong(path, "a list of names");
            }
            texts.add(text);
        }
        return texts;
    }

    private static EventFormatException wrong(String path, String expected) {
        return new EventFormatException("dataschema: " + path + " must be " + expected);
    }
}

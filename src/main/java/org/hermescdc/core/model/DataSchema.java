package org.hermescdc.core.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dataschema: what the server tells its clients about its data types, cached as {@code _dataschema} and sent with
 * {@code init-start} and {@code dataschema} events (spec/02, "Data schema and its changes").
 *
 * @param types data types by name, in declaration order
 */
public record DataSchema(Map<String, DataType> types) {

    public static final DataSchema EMPTY = new DataSchema(Map.of());

    public DataSchema {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    public Optional<DataType> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /**
     * One data type.
     *
     * @param attributes sorted; without cacheonly and local ones
     * @param secrets sorted; all secret attributes, also local and cacheonly ones
     * @param primaryKey one attribute, or several for a composite key
     * @param foreignKeys by local attribute
     */
    public record DataType(
            List<String> attributes,
            List<String> secrets,
            List<String> primaryKey,
            Map<String, ForeignKey> foreignKeys) {

        public DataType {
            attributes = attributes.stream().sorted().toList();
            secrets = secrets.stream().sorted().toList();
            primaryKey = List.copyOf(primaryKey);
            foreignKeys = Collections.unmodifiableMap(new LinkedHashMap<>(foreignKeys));
        }

        public boolean isSecret(String attribute) {
            return secrets.contains(attribute);
        }
    }

    /** The attribute of the parent type that a foreign key points to. */
    public record ForeignKey(String parentType, String parentAttribute) {}
}

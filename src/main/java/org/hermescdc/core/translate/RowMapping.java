package org.hermescdc.core.translate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.model.Attribute;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyedEntry;
import org.hermescdc.core.template.PyTuple;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.Undefined;
import org.hermescdc.core.translate.Mapping.Column;
import org.hermescdc.core.translate.Mapping.Columns;
import org.hermescdc.core.translate.Mapping.Computed;

/** Turns the rows of one source into entries of one data type (spec/02, "Fetch"). Immutable. */
public final class RowMapping {

    /** What templates call the entry's cached values. */
    public static final String ITEM_CACHED_VALUES = "ITEM_CACHED_VALUES";

    private final String type;
    private final List<Part> keyParts = new ArrayList<>();
    private final List<Part> otherParts = new ArrayList<>();
    private final List<String> primaryKey;
    private final List<String> remoteAttributes;
    private final boolean wantsCachedValues;

    /** An attribute and where its value comes from. */
    private record Part(Attribute attribute, Mapping mapping) {}

    /**
     * @param type the data type, for messages
     * @param attributes attribute → where its value comes from
     * @param primaryKey the primary key attributes, each of them in {@code attributes}
     */
    public RowMapping(String type, Map<String, Mapping> attributes, List<String> primaryKey) {
        this.type = type;
        this.primaryKey = List.copyOf(primaryKey);
        attributes.forEach((name, mapping) ->
                (primaryKey.contains(name) ? keyParts : otherParts).add(new Part(Attribute.of(name), mapping)));
        Collection<Mapping> mappings = attributes.values();
        this.remoteAttributes = mappings.stream()
                .flatMap(mapping -> mapping.remoteAttributes().stream())
                .distinct()
                .sorted()
                .toList();
        this.wantsCachedValues = otherParts.stream()
                .anyMatch(part -> part.mapping() instanceof Computed computed
                        && computed.template().text().contains(ITEM_CACHED_VALUES));
    }

    /**
     * Builds the entry of one row.
     *
     * @param row remote attribute → value
     * @param cached gives the cached entry of a key, or null; asked only when a template wants it
     * @throws HermesException if the row lacks a remote attribute, a template cannot be rendered, or the entry has no
     *     usable primary key; the message names the entry as far as it is known, attribute and reason
     */
    public KeyedEntry entryOf(Map<String, Object> row, Function<Key, Entry> cached) {
        for (String name : remoteAttributes) {
            if (!row.containsKey(name)) {
                throw new HermesException(type + ": remote attribute '" + name + "' is missing; the row has "
                        + row.keySet().stream().sorted().toList());
            }
        }
        Entry.Builder builder = new Entry.Builder();
        put(null, builder, keyParts, row);
        Key key = keyOf(builder);
        put(key, builder, otherParts, wantsCachedValues ? withCachedValues(row, cached.apply(key)) : row);
        return new KeyedEntry(key, builder.build());
    }

    private Key keyOf(Entry.Builder keyPart) {
        try {
            return Key.from(keyPart, primaryKey);
        } catch (IllegalArgumentException e) {
            throw new HermesException(type + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> withCachedValues(Map<String, Object> row, Entry cached) {
        Map<String, Object> context = new HashMap<>(row);
        context.put(ITEM_CACHED_VALUES, cached == null ? Map.of() : cached.toMap());
        return context;
    }

    /** @param key of the entry, for messages; null if it is not known yet */
    private void put(Key key, Entry.Builder builder, List<Part> parts, Map<String, Object> context) {
        for (Part part : parts) {
            try {
                builder.put(part.attribute(), value(part.mapping(), context));
            } catch (HermesException | IllegalArgumentException e) {
                String what = key == null ? type : type + "[" + key + "]";
                throw new HermesException(what + ": attribute '" + part.attribute() + "': " + e.getMessage(), e);
            }
        }
    }

    private static Object value(Mapping mapping, Map<String, Object> context) {
        if (mapping instanceof Column column) {
            return context.get(column.name());
        }
        if (mapping instanceof Columns columns) {
            return columns.names().stream()
                    .map(context::get)
                    .filter(Objects::nonNull)
                    .toList();
        }
        return resultOf(((Computed) mapping).template(), context);
    }

    private static Object resultOf(Template template, Map<String, Object> context) {
        Object result = template.render(context);
        if (result instanceof Undefined) {
            return null;
        }
        return result instanceof List<?> list && !(result instanceof PyTuple) ? withoutNulls(list) : result;
    }

    private static List<Object> withoutNulls(List<?> list) {
        List<Object> kept = new ArrayList<>(list);
        kept.removeIf(Objects::isNull);
        return kept;
    }
}

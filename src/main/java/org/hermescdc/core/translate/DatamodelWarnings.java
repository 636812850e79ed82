package org.hermescdc.core.translate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hermescdc.core.model.DataSchema;

/**
 * What a client's datamodel uses and the server's schema does not know (spec/04, "Warnings").
 *
 * @param unknownTypes remote types, sorted
 * @param unknownAttributes remote attributes, sorted, by remote type
 */
public record DatamodelWarnings(List<String> unknownTypes, Map<String, List<String>> unknownAttributes) {

    public static final DatamodelWarnings NONE = new DatamodelWarnings(List.of(), Map.of());

    public DatamodelWarnings {
        unknownTypes = List.copyOf(unknownTypes);
        unknownAttributes = Collections.unmodifiableMap(new TreeMap<>(unknownAttributes));
    }

    public static DatamodelWarnings of(Datamodel datamodel, DataSchema schema) {
        Set<String> types = new TreeSet<>();
        Map<String, Set<String>> attributes = new TreeMap<>();
        for (LocalType local : datamodel.types().values()) {
            DataSchema.DataType remote = schema.types().get(local.remoteType());
            if (remote == null) {
                types.add(local.remoteType());
                continue;
            }
            Set<String> unknown = new TreeSet<>(local.remoteAttributes());
            remote.attributes().forEach(unknown::remove);
            remote.secrets().forEach(unknown::remove);
            if (!unknown.isEmpty()) {
                attributes
                        .computeIfAbsent(local.remoteType(), name -> new TreeSet<>())
                        .addAll(unknown);
            }
        }
        Map<String, List<String>> lists = new TreeMap<>();
        attributes.forEach((type, names) -> lists.put(type, new ArrayList<>(names)));
        return new DatamodelWarnings(new ArrayList<>(types), lists);
    }

    public boolean isEmpty() {
        return unknownTypes.isEmpty() && unknownAttributes.isEmpty();
    }

    /** The form of the state file: {@code {"warning": {…}}} without empty parts, {@code {}} when there is no warning. */
    public Map<String, Object> toTree() {
        if (isEmpty()) {
            return Map.of();
        }
        Map<String, Object> warning = new LinkedHashMap<>();
        if (!unknownTypes.isEmpty()) {
            warning.put("unknownRemoteTypes", unknownTypes);
        }
        if (!unknownAttributes.isEmpty()) {
            warning.put("unknownRemoteAttributes", unknownAttributes);
        }
        return Map.of("warning", warning);
    }
}

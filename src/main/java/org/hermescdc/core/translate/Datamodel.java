package org.hermescdc.core.translate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.model.DataSchema;

/**
 * A client's datamodel: its local types by name, in declaration order.
 *
 * @param types local type by name
 */
public record Datamodel(Map<String, LocalType> types) {

    public static final Datamodel EMPTY = new Datamodel(Map.of());

    public Datamodel {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    public Optional<LocalType> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** The local types that are made from {@code remoteType}, in declaration order. */
    public List<LocalType> madeFrom(String remoteType) {
        return types.values().stream()
                .filter(type -> type.remoteType().equals(remoteType))
                .toList();
    }

    /** The local attributes of {@code type} that some secret remote attribute feeds: never kept on disk. */
    public Set<String> secrets(LocalType type, DataSchema schema) {
        Set<String> secrets = new TreeSet<>();
        schema.type(type.remoteType()).ifPresent(remote -> type.attributes().forEach((attribute, template) -> {
            if (LocalType.variables(template).stream().anyMatch(remote::isSecret)) {
                secrets.add(attribute);
            }
        }));
        return secrets;
    }
}

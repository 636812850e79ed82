package org.hermescdc.core.migration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.translate.Datamodel;
import org.hermescdc.core.translate.LocalType;

/**
 * What becomes of the local types of a client when its datamodel changes (spec/04, "Datamodel change on the client"). What
 * becomes of the objects of a type that stays is told by its {@link Conversion}.
 *
 * @param gone types whose objects leave the target, in reverse order of the old datamodel: those that the new one has not,
 *     and those that are made from a remote type with other key attributes now, so that no object is the same
 * @param moved types that are made from another remote type with the same key attributes now, with that type: an object
 *     stays where the new remote type has its key
 */
public record DatamodelChange(List<LocalType> gone, Map<String, String> moved) {

    public DatamodelChange {
        gone = List.copyOf(gone);
        moved = Collections.unmodifiableMap(new LinkedHashMap<>(moved));
    }

    public static DatamodelChange between(Datamodel before, Datamodel after, DataSchema schema) {
        List<LocalType> gone = new ArrayList<>();
        Map<String, String> moved = new LinkedHashMap<>();
        before.types().forEach((name, old) -> {
            Optional<LocalType> now = after.type(name);
            if (now.isEmpty()) {
                gone.add(0, old);
            } else if (!now.get().remoteType().equals(old.remoteType())) {
                Optional<List<String>> key = keyOf(now.get(), schema);
                if (key.isPresent() && key.equals(keyOf(old, schema))) {
                    moved.put(name, now.get().remoteType());
                } else {
                    gone.add(0, old);
                }
            }
        });
        return new DatamodelChange(gone, moved);
    }

    private static Optional<List<String>> keyOf(LocalType type, DataSchema schema) {
        return schema.type(type.remoteType()).map(DataSchema.DataType::primaryKey);
    }
}

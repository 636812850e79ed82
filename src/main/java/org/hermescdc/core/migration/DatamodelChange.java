package org.hermescdc.core.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hermescdc.core.errorqueue.QueuedEvent;
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

    /**
     * The entries of an error queue that stay. Those of types that are made from another remote type become events of the
     * client's own; what of them could not be made is left to the conversion.
     */
    public List<QueuedEvent> adapted(Collection<QueuedEvent> entries) {
        Set<String> without = gone.stream().map(LocalType::name).collect(Collectors.toSet());
        return entries.stream()
                .filter(entry -> !without.contains(entry.localType()))
                .filter(entry -> !moved.containsKey(entry.localType()) || entry.local() != null)
                .map(entry -> moved.containsKey(entry.localType()) ? ofItsOwn(entry) : entry)
                .toList();
    }

    private static QueuedEvent ofItsOwn(QueuedEvent entry) {
        return new QueuedEvent(entry.number(), null, entry.local(), entry.localType(), entry.message());
    }

    private static Optional<List<String>> keyOf(LocalType type, DataSchema schema) {
        return schema.type(type.remoteType()).map(DataSchema.DataType::primaryKey);
    }
}

package org.hermescdc.core.errorqueue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.translate.Datamodel;

/**
 * The foreign keys of the server's schema. A foreign key is a part of its type's primary key and points to a primary key
 * of one attribute (spec/01), so the parents of an object follow from its own key.
 */
public final class ForeignKeys {

    private final DataSchema schema;

    public ForeignKeys(DataSchema schema) {
        this.schema = schema;
    }

    /** The parents of a remote object, and theirs; without itself. */
    public Set<ObjectId> ancestors(ObjectId object) {
        Set<ObjectId> found = new HashSet<>();
        collect(object, found);
        found.remove(object);
        return found;
    }

    /** What is wrong with the keys for a client: a mapped type whose parent type it does not map. */
    public Optional<String> problem(Datamodel datamodel) {
        for (String type : schema.types().keySet()) {
            if (datamodel.madeFrom(type).isEmpty()) {
                continue;
            }
            for (DataSchema.ForeignKey key :
                    schema.types().get(type).foreignKeys().values()) {
                if (datamodel.madeFrom(key.parentType()).isEmpty()) {
                    return Optional.of("type " + type + " has a foreign key to type " + key.parentType()
                            + ", which no local type of this client is made from; map it in hermes-client.datamodel");
                }
            }
        }
        return Optional.empty();
    }

    private void collect(ObjectId object, Set<ObjectId> found) {
        schema.type(object.type()).ifPresent(type -> type.foreignKeys().forEach((attribute, target) -> {
            int place = type.primaryKey().indexOf(attribute);
            if (place >= 0) {
                ObjectId parent = new ObjectId(target.parentType(), part(object.key(), place));
                if (found.add(parent)) {
                    collect(parent, found);
                }
            }
        }));
    }

    private static Key part(Key key, int place) {
        return key.value() instanceof List<?> parts ? new Key(parts.get(place)) : key;
    }
}

package org.hermescdc.camel.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.diff.Change;
import org.hermescdc.core.diff.Doubt;
import org.hermescdc.core.diff.Intent;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.store.DoubtFormat;
import org.hermescdc.store.FileKind;
import org.hermescdc.store.Store;
import org.hermescdc.store.Table;
import org.hermescdc.store.UnitOfWork;

/**
 * The events that were handed to the bus and are not known to be there, nor known not to be (spec/03, "Delivery contract").
 * They are written down before they are sent, and taken away together with the record of what became of them; so that those
 * are left of which a death or a failure kept the answer. A file of them stands only while there are some.
 */
final class Doubts {

    private final Table<ObjectId, Doubt> table;

    /** What was in doubt already of the objects that were sent last; null: nothing. */
    private final Map<ObjectId, Doubt> before = new HashMap<>();

    Doubts(Store store) {
        table = store.table("_doubts", DoubtFormat.INSTANCE, FileKind.STATE);
    }

    /** What clients may know of the objects of a type beside what the cache says. */
    Map<Key, Doubt> of(String type) {
        Map<Key, Doubt> doubts = new HashMap<>();
        table.forEach((object, doubt) -> {
            if (object.type().equals(type)) {
                doubts.put(object.key(), doubt);
            }
        });
        return doubts;
    }

    /** Writes down what the changes that are sent next will tell clients: the unit is applied before. */
    UnitOfWork begin(Map<ObjectId, Intent> intents) {
        UnitOfWork unit = new UnitOfWork();
        before.clear();
        intents.forEach((object, intent) -> {
            Doubt earlier = table.get(object);
            before.put(object, earlier);
            unit.put(table, object, earlier == null ? new Doubt(List.of(intent)) : earlier.and(intent));
        });
        return unit;
    }

    /**
     * Records what became of the changes that were sent last.
     *
     * @param told those that are on the bus: whatever clients knew before, they know them
     * @param refused those that are not there: what was in doubt before is still
     */
    void settle(UnitOfWork unit, Collection<? extends Change> told, Collection<? extends Change> refused) {
        Set<ObjectId> ended = new LinkedHashSet<>();
        told.forEach(change -> ended.add(object(change)));
        for (Change change : refused) {
            Doubt earlier = before.get(object(change));
            if (earlier == null) {
                ended.add(object(change));
            } else {
                unit.put(table, object(change), earlier);
            }
        }
        end(unit, ended);
    }

    /** Ends all doubts but for these objects. */
    void endAllBut(UnitOfWork unit, Set<ObjectId> kept) {
        Set<ObjectId> ended = new LinkedHashSet<>(table.keys());
        ended.removeAll(kept);
        end(unit, ended);
    }

    /** Ends the doubts of a type. */
    void end(UnitOfWork unit, String type) {
        List<ObjectId> ended = new ArrayList<>();
        of(type).keySet().forEach(key -> ended.add(new ObjectId(type, key)));
        end(unit, ended);
    }

    /** Keeps no values of attributes that became secret. */
    void purge(UnitOfWork unit, String type, Set<String> secrets) {
        of(type).forEach((key, doubt) -> unit.put(
                table,
                new ObjectId(type, key),
                new Doubt(doubt.intents().stream()
                        .map(intent -> intent.withSecret(secrets))
                        .toList())));
    }

    private void end(UnitOfWork unit, Collection<ObjectId> ended) {
        if (!ended.isEmpty() && ended.size() == table.size()) {
            unit.drop(table);
        } else {
            ended.forEach(object -> unit.remove(table, object));
        }
    }

    private static ObjectId object(Change change) {
        return new ObjectId(change.type(), change.key());
    }
}

package org.hermescdc.camel.client;

import java.util.List;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.trashbin.Presence;

/** The objects of one type, with the trashbin beside them. */
record Collection(ObjectTable kept, ObjectTable trashed) {

    Presence find(Key key) {
        return new Presence(kept.get(key), trashed.get(key));
    }

    /** Where the object is once the update is applied. */
    Presence find(Update update, Key key) {
        return update.place(this, key).orElseGet(() -> find(key));
    }

    void set(Update update, Key key, Presence object) {
        update.places(this, key, object);
        kept.set(update, key, object.kept());
        trashed.set(update, key, object.trashed());
    }

    void inherit(Collection before) {
        kept.inherit(before.kept);
        trashed.inherit(before.trashed);
    }

    /** How many objects there are, with those in the trashbin. */
    int size() {
        return kept.table().size() + trashed.table().size();
    }

    List<Key> keys() {
        return kept.keys();
    }

    List<Key> trashedKeys() {
        return trashed.keys();
    }
}

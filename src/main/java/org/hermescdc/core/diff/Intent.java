package org.hermescdc.core.diff;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.model.Entry;

/**
 * What a client knows of an object once it has read an event, written down before the event is sent.
 *
 * @param object what events tell of it, without secrets; null: it is removed
 * @param secrets the names of the secret attributes that the event tells of
 */
public record Intent(Entry object, Set<String> secrets) {

    /** That of a {@code removed} event. */
    public static final Intent REMOVAL = new Intent(null, Set.of());

    public Intent {
        secrets = Collections.unmodifiableSortedSet(new TreeSet<>(secrets));
    }

    /** The same after attributes of the object have become secret: their values are gone, their names are kept. */
    public Intent withSecret(Set<String> attributes) {
        if (object == null) {
            return this;
        }
        Set<String> all = new TreeSet<>(secrets);
        all.addAll(attributes);
        return new Intent(object.without(attributes), all);
    }
}

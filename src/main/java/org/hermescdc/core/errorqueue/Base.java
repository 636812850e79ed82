package org.hermescdc.core.errorqueue;

import java.util.Set;
import org.hermescdc.core.model.Entry;

/**
 * An object as the queue would leave it before the entry that is looked at.
 *
 * @param object null if it is not there, or in the trashbin
 * @param secrets its secret attributes: after a restart it may lack them, but the target has them
 */
public record Base(Entry object, Set<String> secrets) {

    boolean isThere() {
        return object != null;
    }

    boolean mayHave(String attribute) {
        return secrets.contains(attribute) || isThere() && object.has(attribute);
    }
}

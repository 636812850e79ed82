package org.hermescdc.camel.client;

import java.util.ArrayDeque;
import java.util.Queue;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.translate.LocalType;
import org.hermescdc.ops.RunControl;

/** Local objects that have to leave the target, in their order. Between two a pause holds, and a stop ends the work. */
final class Retirees {

    private final Queue<LocalChange> left = new ArrayDeque<>();
    private final RunControl control;

    Retirees(RunControl control) {
        this.control = control;
    }

    void clear() {
        left.clear();
    }

    void add(Retirement cause, LocalType type, Key key) {
        left.add(LocalChange.retirement(cause, new ObjectId(type.remoteType(), key), type.name()));
    }

    boolean hasNext() {
        return !left.isEmpty() && control.proceedAmid();
    }

    LocalChange next() {
        return left.remove();
    }

    boolean isDone() {
        return left.isEmpty();
    }
}

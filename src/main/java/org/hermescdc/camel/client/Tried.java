package org.hermescdc.camel.client;

import org.hermescdc.core.event.Event.Progress;
import org.hermescdc.core.trashbin.Transition;

/**
 * A local event that was given to its handler, if it has one.
 *
 * @param change the event
 * @param transition what it came to
 * @param progress how far the handler came
 * @param failure why it failed; null if it did not
 */
public record Tried(LocalChange change, Transition transition, Progress progress, String failure) {

    public boolean isFailed() {
        return failure != null;
    }
}

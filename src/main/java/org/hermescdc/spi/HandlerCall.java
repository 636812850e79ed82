package org.hermescdc.spi;

import java.util.Set;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;

/**
 * One change of a local object, as a handler receives it (spec/04, "Handlers").
 *
 * @param type local type
 * @param key local primary key
 * @param delta for {@code modified}: what changed; for {@code added} and {@code recycled}: all attributes, as added; else
 *     empty
 * @param newObject the object afterwards; null for {@code trashed} and {@code removed}
 * @param cachedObject the object before; null for {@code added} and {@code recycled}
 * @param secrets the attributes of the local type whose values must never be logged or told
 * @param context steps and retry flags of this event
 */
public record HandlerCall(
        String type,
        HandlerEvent event,
        Key key,
        EntryDelta delta,
        Entry newObject,
        Entry cachedObject,
        Set<String> secrets,
        HandlerContext context) {

    public HandlerCall {
        secrets = Set.copyOf(secrets);
    }

    public HandlerName name() {
        return new HandlerName(type, event);
    }

    /** Type, key and event, without values: some are secret. */
    @Override
    public String toString() {
        return type + "[" + key + "] " + event.word();
    }
}

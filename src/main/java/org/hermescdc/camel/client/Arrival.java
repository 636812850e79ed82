package org.hermescdc.camel.client;

import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.trashbin.Presence;
import org.hermescdc.spi.BusMessage;

/**
 * A message about an object, on its way to the local types that are made from it.
 *
 * @param message as it came
 * @param event what it amounts to
 * @param complete where the remote object is after it, in the complete collections
 * @param mark how far a run that died came with it; else nothing is done
 */
record Arrival(BusMessage message, ObjectEvent event, Presence complete, InFlight mark) {

    ObjectId object() {
        return new ObjectId(event.type(), event.key());
    }
}

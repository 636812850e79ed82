package org.hermescdc.camel.client;

import org.hermescdc.core.event.Event.ObjectEvent;

/**
 * An entry of the error queue as operators are told of it.
 *
 * @param object the text of its object
 * @param message why it waits
 * @param event the local event, or the remote one if there is none; with its secrets
 */
record QueuedError(String object, String message, ObjectEvent event) {}

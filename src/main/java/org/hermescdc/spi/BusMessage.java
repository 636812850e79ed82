package org.hermescdc.spi;

import java.time.Instant;
import org.hermescdc.core.event.Event;

/**
 * One message read from the bus.
 *
 * @param offset its place on the bus; the next message has a higher one
 * @param next the offset to ask for after this message
 * @param timestamp when the bus received it
 * @param event its content, or null if it is none of ours
 * @param problem why {@code event} is null: a sentence for the log; null otherwise
 */
public record BusMessage(long offset, long next, Instant timestamp, Event event, String problem) {}

package org.hermescdc.core.errorqueue;

/** What becomes of the error queue when an event is to wait in it. */
public sealed interface QueuePlan {

    /** The event waits behind all others. */
    record Append(QueuedEvent entry) implements QueuePlan {}

    /** The event is merged with an earlier one of its object, in whose place {@code merged} stands then. */
    record Merge(QueuedEvent merged) implements QueuePlan {}

    /** The event and the entry of that number cancel each other out: neither is left. */
    record Drop(long number) implements QueuePlan {}
}

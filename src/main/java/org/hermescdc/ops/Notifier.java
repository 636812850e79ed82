package org.hermescdc.ops;

/** Tells operators of changes. What cannot be told is logged, and is never an error of the caller, nor a delay. */
@FunctionalInterface
public interface Notifier extends AutoCloseable {

    void tell(Notification notification);

    /** Waits, for a bounded time, until what was told has reached the operators. */
    @Override
    default void close() {}
}

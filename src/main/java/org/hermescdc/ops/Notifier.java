package org.hermescdc.ops;

/** Tells operators of changes. What cannot be told is logged, and is never an error of the caller. */
@FunctionalInterface
public interface Notifier {

    void tell(Notification notification);
}

package org.hermescdc.camel.handler;

import org.hermescdc.spi.HandlerContext;

/**
 * The bean {@code context} of handler routes: the context of the event that is being handled, for {@code bean: {ref:
 * context, method: enterStep(1)}} and the like.
 */
public final class RouteContext implements HandlerContext {

    private volatile HandlerContext current;

    @Override
    public int currentStep() {
        return current().currentStep();
    }

    @Override
    public void enterStep(int step) {
        current().enterStep(step);
    }

    @Override
    public boolean isPartiallyProcessed() {
        return current().isPartiallyProcessed();
    }

    @Override
    public void markPartiallyProcessed() {
        current().markPartiallyProcessed();
    }

    @Override
    public boolean isAnErrorRetry() {
        return current().isAnErrorRetry();
    }

    /** Runs {@code action} with {@code context} as the current one. Events are handled one at a time. */
    void during(HandlerContext context, Runnable action) {
        current = context;
        try {
            action.run();
        } finally {
            current = null;
        }
    }

    HandlerContext current() {
        HandlerContext context = current;
        if (context == null) {
            throw new IllegalStateException("no event is being handled: the bean 'context' serves handler routes only");
        }
        return context;
    }
}

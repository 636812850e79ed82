package org.hermescdc.camel.client;

import org.hermescdc.core.event.Event.Progress;
import org.hermescdc.spi.HandlerContext;

/** How far a handler comes with one event. */
final class HandlerProgress implements HandlerContext {

    private final boolean retry;
    private int step;
    private boolean partiallyProcessed;

    HandlerProgress(Progress reached, boolean retry) {
        this.step = reached.step();
        this.partiallyProcessed = reached.partiallyProcessed();
        this.retry = retry;
    }

    Progress reached() {
        return new Progress(step, partiallyProcessed);
    }

    @Override
    public int currentStep() {
        return step;
    }

    @Override
    public void enterStep(int step) {
        this.step = step;
    }

    @Override
    public boolean isPartiallyProcessed() {
        return partiallyProcessed;
    }

    @Override
    public void markPartiallyProcessed() {
        partiallyProcessed = true;
    }

    @Override
    public boolean isAnErrorRetry() {
        return retry;
    }
}

package org.hermescdc.spi;

/**
 * What a handler knows and tells of the event that it processes. A handler of several operations numbers them: it enters
 * the step before each, and after a failure its retry starts with the step that it had reached.
 */
public interface HandlerContext {

    /** 0 on a first try; on a retry the step that was reached. */
    int currentStep();

    /** Tells that the handler goes on with {@code step}; a retry resumes there. */
    void enterStep(int step);

    /** Whether an earlier try, or this one, already changed the target. */
    boolean isPartiallyProcessed();

    /** To be called as soon as the target was changed, so that the event is never merged with another. */
    void markPartiallyProcessed();

    /** Whether the event may have been handled before: a retry, or a replay after a crash. Check the target first. */
    boolean isAnErrorRetry();
}

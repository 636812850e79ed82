package org.hermescdc;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** For the long forms of property tests: run with {@code -Dhermes.full=true} only. */
public final class FullOnly implements SkipExecutionHook {

    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        return Boolean.getBoolean("hermes.full") ? SkipResult.doNotSkip() : SkipResult.skip("needs -Dhermes.full=true");
    }
}

package org.hermescdc.camel.observe;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.List;

/**
 * What a step calls belongs to the step, also where it is another route with a message of its own. Nothing is written into
 * messages: sources and targets see no difference.
 */
final class SameThread implements TextMapPropagator {

    @Override
    public Collection<String> fields() {
        return List.of();
    }

    @Override
    public <C> void inject(Context context, C carrier, TextMapSetter<C> setter) {}

    @Override
    public <C> Context extract(Context context, C carrier, TextMapGetter<C> getter) {
        return Context.current();
    }
}

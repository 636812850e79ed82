package org.hermescdc.core.template;

import java.util.List;
import java.util.Map;

/** A filter that a template may name: {@code {{ value | name(argument, option=1) }}}. Safe for concurrent use. */
@FunctionalInterface
public interface TemplateFilter {

    /**
     * Computes the result.
     *
     * @param value what stands before the bar: a value, or {@link Undefined}
     * @param arguments the positional arguments
     * @param options the named arguments
     * @return a value, or {@link Undefined#LENIENT}
     * @throws TemplateException if an argument cannot be used; the message never holds the value
     */
    Object apply(Object value, List<Object> arguments, Map<String, Object> options);
}

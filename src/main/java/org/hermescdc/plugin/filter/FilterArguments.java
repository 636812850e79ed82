package org.hermescdc.plugin.filter;

import java.util.List;
import java.util.Map;
import org.hermescdc.core.model.Values;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.template.Undefined;

/** The arguments of one call of a filter, by position or by name. */
record FilterArguments(String filter, List<Object> arguments, Map<String, Object> options) {

    /** The argument at a position, or of that name; null when it is not given. */
    Object optional(int position, String name) {
        return position < arguments.size() ? arguments.get(position) : options.get(name);
    }

    /** @throws TemplateException of category {@code filter-argument} when it is not given */
    Object required(int position, String name) {
        if (position >= arguments.size() && !options.containsKey(name)) {
            throw new TemplateException("filter-argument", filter + ": the argument '" + name + "' is missing");
        }
        return optional(position, name);
    }

    /** The positional arguments from a position on. */
    List<Object> from(int position) {
        return arguments.subList(Math.min(position, arguments.size()), arguments.size());
    }

    /** The truth of a named argument; false when it is not given. */
    boolean flag(String name) {
        Object value = options.get(name);
        return value instanceof Number number ? number.doubleValue() != 0 : Boolean.TRUE.equals(value);
    }

    /** Tells whether a filter gets no value, and so gives none. */
    static boolean isAbsent(Object value) {
        return value == null || value instanceof Undefined;
    }

    /** @throws TemplateException of category {@code type} unless {@code value} is a string; it shows no value */
    static String text(String filter, String what, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new TemplateException("type", filter + ": the " + what + " must be a string, found " + typeName(value));
    }

    static String typeName(Object value) {
        return value instanceof Undefined ? "an undefined value" : Values.typeName(value);
    }
}

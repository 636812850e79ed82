package org.hermescdc.core.template;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.model.Bytes;

/** Attributes and items of values: what stands behind a dot or in brackets. */
final class Attributes {

    private Attributes() {}

    /** {@code value.name}: the attribute or method; without one the item; without that a strict undefined value. */
    static Object get(Object value, String name) {
        Object attribute = own(value, name);
        if (attribute != TemplateObject.NONE) {
            return attribute;
        }
        return value instanceof Map<?, ?> map && map.containsKey(name) ? map.get(name) : undefined(value, name);
    }

    /** {@code value[key]}: the item; without one, for a key that is a string, the attribute. */
    static Object item(Object value, Object key) {
        if (value instanceof Undefined undefined) {
            throw Errors.undefined(undefined);
        }
        Object item = Slices.item(value, key);
        if (item != TemplateObject.NONE) {
            return item;
        }
        if (key instanceof String || key instanceof SafeText) {
            Object attribute = own(value, key.toString());
            return attribute == TemplateObject.NONE ? undefined(value, key.toString()) : attribute;
        }
        return new Undefined("a '" + Types.name(value) + "' object has no such item", true);
    }

    /** The attribute or method of that name, never an item; {@link TemplateObject#NONE} if there is none. */
    static Object own(Object value, String name) {
        if (value instanceof Undefined undefined) {
            throw Errors.undefined(undefined);
        }
        if (value instanceof TemplateObject object) {
            return object.attribute(name);
        }
        Object field = field(value, name);
        if (field != TemplateObject.NONE) {
            return field;
        }
        Function.Table methods = methods(value);
        Function method = methods == null ? null : methods.get(name);
        return method == null ? TemplateObject.NONE : new BoundMethod(value, method);
    }

    /** The undefined value for something that {@code value} does not have. */
    static Undefined undefined(Object value, String name) {
        return new Undefined(
                value == null
                        ? "None has no element '" + name + "'"
                        : "'" + Types.name(value) + "' object has no attribute '" + name + "'",
                true);
    }

    private static Object field(Object value, String name) {
        if (Numbers.isNumber(value)) {
            return NumberMethods.field(value, name);
        }
        if (value instanceof PyTuple tuple) {
            int index = tuple.names().indexOf(name);
            return index < 0 ? TemplateObject.NONE : tuple.get(index);
        }
        return Dates.isDate(value) ? DateMethods.field(value, name) : TemplateObject.NONE;
    }

    private static Function.Table methods(Object value) {
        if (value instanceof String) {
            return StringMethods.TABLE;
        }
        if (value instanceof Map) {
            return DictMethods.TABLE;
        }
        if (value instanceof PyTuple) {
            return ListMethods.TUPLE;
        }
        if (value instanceof List) {
            return ListMethods.TABLE;
        }
        if (value instanceof SafeText) {
            return SafeTextMethods.TABLE;
        }
        if (value instanceof Bytes) {
            return BytesMethods.TABLE;
        }
        if (value instanceof PySet) {
            return SetMethods.TABLE;
        }
        if (value instanceof Double) {
            return NumberMethods.REAL;
        }
        if (Numbers.isInteger(value)) {
            return NumberMethods.INTEGER;
        }
        return value instanceof LocalDateTime
                ? DateMethods.DATETIME
                : value instanceof LocalDate ? DateMethods.DATE : value instanceof LocalTime ? DateMethods.TIME : null;
    }
}

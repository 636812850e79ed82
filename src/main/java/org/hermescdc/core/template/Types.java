package org.hermescdc.core.template;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.model.Bytes;

/** The names that Python gives to types, for messages. */
final class Types {

    private Types() {}

    static String name(Object value) {
        if (value == null) {
            return "NoneType";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (value instanceof Long || value instanceof BigInteger) {
            return "int";
        }
        if (value instanceof Double) {
            return "float";
        }
        if (value instanceof String) {
            return "str";
        }
        if (value instanceof PyTuple tuple) {
            return tuple.typeName();
        }
        if (value instanceof List) {
            return "list";
        }
        if (value instanceof Map) {
            return "dict";
        }
        return otherName(value);
    }

    private static String otherName(Object value) {
        if (value instanceof LocalDateTime) {
            return "datetime.datetime";
        }
        if (value instanceof LocalDate) {
            return "datetime.date";
        }
        if (value instanceof LocalTime) {
            return "datetime.time";
        }
        if (value instanceof Bytes) {
            return "bytes";
        }
        if (value instanceof PySet) {
            return "set";
        }
        if (value instanceof TimeDelta) {
            return "datetime.timedelta";
        }
        return value instanceof TemplateObject object ? object.typeName() : "object";
    }
}

package org.hermescdc.core.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.model.Values;

/** The values of the vectors: their decoding, and the canonical text by which results are compared. */
final class VectorValues {

    private VectorValues() {}

    /** A context's value as {@link Values} has it. */
    static Object decode(JsonNode node) {
        if (isMark(node)) {
            return decodeMark(node.fieldNames().next(), node.elements().next());
        }
        if (node.isObject()) {
            Map<String, Object> map = new TreeMap<>();
            node.properties().forEach(e -> map.put(e.getKey(), decode(e.getValue())));
            return Collections.unmodifiableMap(map);
        }
        if (node.isArray()) {
            List<Object> items = new ArrayList<>();
            node.forEach(item -> items.add(decode(item)));
            return Collections.unmodifiableList(items);
        }
        if (node.isIntegralNumber()) {
            return Values.integer(node.bigIntegerValue());
        }
        return node.isNumber()
                ? node.doubleValue()
                : node.isBoolean() ? node.booleanValue() : node.isNull() ? null : text(node.textValue());
    }

    private static boolean isMark(JsonNode node) {
        return node.isObject()
                && node.size() == 1
                && List.of("__tuple__", "__set__", "__dict__", "__float__", "__undefined__")
                        .contains(node.fieldNames().next());
    }

    private static Object decodeMark(String mark, JsonNode content) {
        List<Object> items = new ArrayList<>();
        content.forEach(item -> items.add(decode(item)));
        return switch (mark) {
            case "__tuple__" -> PyTuple.of(items.toArray());
            case "__set__" -> PySet.of(items);
            case "__dict__" -> {
                PyDict dict = new PyDict();
                content.forEach(pair -> dict.put(decode(pair.get(0)), decode(pair.get(1))));
                yield dict;
            }
            case "__float__" -> content.textValue().equals("inf") ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            default -> new Undefined("an item is undefined", true);
        };
    }

    private static Object text(String text) {
        if (text.startsWith("HermesDatetime(")) {
            return LocalDateTime.parse(text.substring(15, text.length() - 2));
        }
        return text.startsWith("HermesBytes(")
                ? Bytes.of(Base64.getDecoder().decode(text.substring(12, text.length() - 1)))
                : text;
    }

    /** The type of a result, by the README of the vectors. */
    static String type(Object value) {
        if (value instanceof Undefined) {
            return "undefined";
        }
        if (value instanceof PyGenerator) {
            return "generator";
        }
        if (value instanceof PyTuple) {
            return "tuple";
        }
        return switch (Types.name(value)) {
            case "NoneType" -> "none";
            case "datetime.datetime" -> "datetime";
            default -> Types.name(value);
        };
    }

    /** The text of an expected value. */
    static String canonical(JsonNode node) {
        if (isMark(node)) {
            return canonical(
                    decodeMark(node.fieldNames().next(), node.elements().next()));
        }
        if (node.isObject()) {
            TreeSet<String> entries = new TreeSet<>();
            node.properties().forEach(e -> entries.add(quote(e.getKey()) + ": " + canonical(e.getValue())));
            return "dict" + entries;
        }
        if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(canonical(item)));
            return "list" + items;
        }
        return canonical(decode(node));
    }

    /** The text of a result. */
    static String canonical(Object value) {
        if (value instanceof Map<?, ?> map) {
            TreeSet<String> entries = new TreeSet<>();
            map.forEach((key, item) -> entries.add(canonical(key) + ": " + canonical(item)));
            return "dict" + entries;
        }
        if (value instanceof PySet set) {
            return "set"
                    + new TreeSet<>(set.stream().map(VectorValues::canonical).toList());
        }
        if (value instanceof List<?> list) {
            return (list instanceof PyTuple ? "tuple" : "list")
                    + list.stream().map(VectorValues::canonical).toList();
        }
        if (value instanceof String text) {
            return quote(text);
        }
        if (value instanceof Undefined) {
            return "undefined";
        }
        return value instanceof BigInteger || value instanceof Long || value == null || value instanceof Boolean
                ? String.valueOf(value)
                : value instanceof Double number ? FloatText.repr(number) : value.toString();
    }

    private static String quote(String text) {
        return PythonText.quoted(text);
    }
}

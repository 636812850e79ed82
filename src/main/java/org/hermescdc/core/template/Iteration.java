package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.model.Bytes;

/** Walking over values, and their length. */
final class Iteration {

    private Iteration() {}

    /** The items of a value: those of a collection, the characters of a string, the keys of a dict, the bytes. */
    static Iterator<?> iterator(Object value) {
        if (value instanceof Collection<?> collection) {
            return collection.iterator();
        }
        if (value instanceof String || value instanceof SafeText) {
            return CodePoints.characters(value.toString()).iterator();
        }
        if (value instanceof Map<?, ?> map) {
            return map.keySet().iterator();
        }
        if (value instanceof Generator generator) {
            return generator;
        }
        if (value instanceof Range range) {
            return range.iterator();
        }
        if (value instanceof DictView view) {
            return view.iterator();
        }
        if (value instanceof Bytes bytes) {
            return numbers(bytes).iterator();
        }
        if (value instanceof Undefined undefined) {
            if (undefined.strict()) {
                throw Errors.undefined(undefined);
            }
            return Collections.emptyIterator();
        }
        throw Errors.type("'" + Types.name(value) + "' object is not iterable");
    }

    /** The items as a new list. */
    static List<Object> list(Object value) {
        List<Object> items = new ArrayList<>();
        iterator(value).forEachRemaining(items::add);
        return items;
    }

    /** Python's {@code len}: characters are code points. */
    static int length(Object value) {
        if (value instanceof String || value instanceof SafeText) {
            return CodePoints.length(value.toString());
        }
        if (value instanceof Collection<?> collection) {
            return collection.size();
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        if (value instanceof Bytes bytes) {
            return bytes.length();
        }
        if (value instanceof Range range) {
            return Math.toIntExact(range.length());
        }
        if (value instanceof DictView view) {
            return view.map().size();
        }
        if (value instanceof LoopState loop) {
            return loop.length();
        }
        if (value instanceof Undefined undefined) {
            if (undefined.strict()) {
                throw Errors.undefined(undefined);
            }
            return 0;
        }
        throw Errors.type("object of type '" + Types.name(value) + "' has no len()");
    }

    private static List<Object> numbers(Bytes bytes) {
        List<Object> numbers = new ArrayList<>(bytes.length());
        for (byte b : bytes.toArray()) {
            numbers.add((long) (b & 0xff));
        }
        return numbers;
    }
}

package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.model.Bytes;

/** Items and slices of sequences. */
final class Slices {

    private Slices() {}

    /** The item at {@code key}, or {@link TemplateObject#NONE} if there is none or the key makes no sense. */
    static Object item(Object value, Object key) {
        if (value instanceof Map<?, ?> map) {
            return dictItem(map, key);
        }
        boolean sequence =
                Comparison.isText(value) || value instanceof List || value instanceof Bytes || value instanceof Range;
        if (!sequence || !Numbers.isInteger(key)) {
            return TemplateObject.NONE;
        }
        int length = Iteration.length(value);
        int index = Numbers.index(key);
        index = index < 0 ? index + length : index;
        return index < 0 || index >= length ? TemplateObject.NONE : at(value, index);
    }

    private static Object dictItem(Map<?, ?> map, Object key) {
        if (key instanceof List && !(key instanceof PyTuple) || key instanceof Map || key instanceof PySet) {
            return TemplateObject.NONE;
        }
        return Dicts.contains(map, key) ? Dicts.get(map, key) : TemplateObject.NONE;
    }

    private static Object at(Object value, int index) {
        if (value instanceof List<?> items) {
            return items.get(index);
        }
        if (value instanceof Bytes bytes) {
            return (long) (bytes.toArray()[index] & 0xff);
        }
        if (value instanceof Range range) {
            return range.get(index);
        }
        String text = value.toString();
        int start = text.offsetByCodePoints(0, index);
        return wrap(value, Character.toString(text.codePointAt(start)));
    }

    private static Object wrap(Object original, String text) {
        return original instanceof SafeText ? new SafeText(text) : text;
    }

    /** {@code value[start:stop:step]}, each bound an integer or null. */
    static Object slice(Object value, Object start, Object stop, Object step) {
        if (value instanceof Undefined undefined) {
            throw Errors.undefined(undefined);
        }
        if (Comparison.isText(value)) {
            return textSlice(value, start, stop, step);
        }
        if (value instanceof Bytes bytes) {
            return ByteText.bytes((String) textSlice(ByteText.text(bytes), start, stop, step));
        }
        if (value instanceof List<?> items) {
            List<Object> part = new ArrayList<>();
            for (int index : indexes(items.size(), start, stop, step)) {
                part.add(items.get(index));
            }
            return value instanceof PyTuple ? PyTuple.from(part) : part;
        }
        if (value instanceof Range range) {
            return slice(Iteration.list(range), start, stop, step);
        }
        throw Errors.type("'" + Types.name(value) + "' object cannot be sliced");
    }

    private static Object textSlice(Object value, Object start, Object stop, Object step) {
        String text = value.toString();
        int[] bounds = bounds(CodePoints.length(text), start, stop, step);
        if (bounds[2] == 1) {
            return wrap(value, CodePoints.slice(text, bounds[0], bounds[1]));
        }
        int[] points = text.codePoints().toArray();
        StringBuilder part = new StringBuilder();
        for (int index : indexes(points.length, start, stop, step)) {
            part.appendCodePoint(points[index]);
        }
        return wrap(value, part.toString());
    }

    private static List<Integer> indexes(int length, Object start, Object stop, Object step) {
        int[] bounds = bounds(length, start, stop, step);
        List<Integer> indexes = new ArrayList<>();
        for (long i = bounds[0]; bounds[2] > 0 ? i < bounds[1] : i > bounds[1]; i += bounds[2]) {
            indexes.add((int) i);
        }
        return indexes;
    }

    /** First index, index behind the last, and step. */
    private static int[] bounds(int length, Object start, Object stop, Object step) {
        int by = step == null ? 1 : bound(step);
        if (by == 0) {
            throw Errors.value("slice step cannot be zero");
        }
        int low = by > 0 ? 0 : -1;
        int high = by > 0 ? length : length - 1;
        int from = start == null ? (by > 0 ? low : high) : clamp(bound(start), length, low, high);
        int to = stop == null ? (by > 0 ? high : low) : clamp(bound(stop), length, low, high);
        return new int[] {from, to, by};
    }

    private static int bound(Object bound) {
        if (bound instanceof Undefined || !Numbers.isInteger(bound)) {
            throw Errors.type("slice indices must be integers or None");
        }
        return Numbers.index(bound);
    }

    private static int clamp(int index, int length, int low, int high) {
        int position = index < 0 ? index + length : index;
        return Math.max(low, Math.min(high, position));
    }
}

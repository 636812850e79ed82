package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Sorting by Python's order, and the attribute paths that sorting and grouping filters take as keys. */
final class Sorting {

    private Sorting() {}

    private record Keyed(Object key, Object item) {}

    /** Sorts by {@code key}; items with equal keys keep their order, also when reversed. */
    static List<Object> sorted(List<Object> items, Function<Object, Object> key, boolean reverse) {
        List<Keyed> keyed = new ArrayList<>(items.size());
        items.forEach(item -> keyed.add(new Keyed(key.apply(item), item)));
        try {
            keyed.sort((x, y) ->
                    reverse ? Comparison.compare(y.key(), x.key(), "<") : Comparison.compare(x.key(), y.key(), "<"));
        } catch (IllegalArgumentException e) {
            throw Errors.type("the values have no consistent order");
        }
        List<Object> sorted = new ArrayList<>(items.size());
        keyed.forEach(entry -> sorted.add(entry.item()));
        return sorted;
    }

    static List<Object> sortedOrAsGiven(List<Object> items) {
        try {
            return sorted(items, Function.identity(), false);
        } catch (TemplateException e) {
            return items;
        }
    }

    /** A string in small letters, unless case counts; anything else as it is. */
    static Object foldCase(Object value, boolean caseSensitive) {
        return !caseSensitive && Comparison.isText(value) ? CodePoints.lower(value.toString()) : value;
    }

    /**
     * Reads a path like {@code address.0.city} of an item.
     *
     * @param path a string, an integer, or null for the item itself
     * @param otherwise taken for what is undefined on the way; null for nothing
     */
    static Object attribute(Object item, Object path, Object otherwise) {
        Object value = item;
        for (Object part : parts(path)) {
            value = Attributes.item(value, part);
            if (otherwise != null && value instanceof Undefined) {
                value = otherwise;
            }
        }
        return value;
    }

    /** The keys that {@code sort} compares: one for each of the paths that commas separate. */
    static Object attributes(Object item, Object paths, boolean caseSensitive) {
        List<Object> keys = new ArrayList<>();
        if (Comparison.isText(paths)) {
            for (String path : paths.toString().split(",", -1)) {
                keys.add(foldCase(attribute(item, path, null), caseSensitive));
            }
        } else {
            keys.add(foldCase(attribute(item, paths, null), caseSensitive));
        }
        return keys;
    }

    private static List<Object> parts(Object path) {
        if (path == null) {
            return List.of();
        }
        if (!Comparison.isText(path)) {
            return List.of(path);
        }
        List<Object> parts = new ArrayList<>();
        for (String part : path.toString().split("\\.", -1)) {
            boolean number =
                    !part.isEmpty() && part.length() < 10 && part.chars().allMatch(Character::isDigit);
            parts.add(number ? (Object) Long.valueOf(part) : part);
        }
        return parts;
    }
}

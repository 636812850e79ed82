package org.hermescdc.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where two JSON trees differ; the order of members does not count, that of items does, and 3 is not 3.0. */
final class Differences {

    private final List<String> found = new ArrayList<>();

    static List<String> between(String path, JsonNode expected, JsonNode actual) {
        Differences differences = new Differences();
        differences.compare(path, expected, actual);
        return differences.found;
    }

    private void compare(String path, JsonNode expected, JsonNode actual) {
        if (expected != null && actual != null && expected.isObject() && actual.isObject()) {
            Set<String> names = new TreeSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(path + "." + name, expected.get(name), actual.get(name)));
        } else if (expected != null && actual != null && expected.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                compare(path + "[" + i + "]", expected.get(i), actual.get(i));
            }
        } else if (expected == null || !expected.equals(actual)) {
            found.add(path + ": expected " + show(expected) + ", found " + show(actual));
        }
    }

    private static String show(JsonNode node) {
        return node == null ? "nothing" : node.toString();
    }
}

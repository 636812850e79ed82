package org.hermescdc.camel.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A constraint, both as the template that an operator writes and as what it means: the latter written from spec/02 and
 * Python's rules alone, with plain loops.
 *
 * @param parts of AND, OR and NOT
 * @param attribute of {@code _SELF}
 * @param collection a data type, or a source in a merge constraint
 * @param value what is compared with
 */
record ModelRule(Form form, List<ModelRule> parts, String attribute, String collection, Object value) {

    enum Form {
        IN,
        NOT_IN,
        TUPLE_IN,
        LOOKUP,
        SELECT,
        COUNT,
        DEFINED,
        EQUALS,
        GREATER,
        VALUE,
        AND,
        OR,
        NOT
    }

    /** An entry with its key, as a rule sees it. */
    record Item(Object key, Map<String, Object> attributes) {}

    String template() {
        return "{{ " + expression() + " }}";
    }

    private String expression() {
        return switch (form) {
            case IN -> guarded("_SELF." + attribute + " in " + collection + "_pkeys");
            case NOT_IN -> guarded("_SELF." + attribute + " not in " + collection + "_pkeys");
            case TUPLE_IN -> "(_SELF.id, _SELF.part) in " + collection + "_pkeys";
            case LOOKUP ->
                "_SELF.id in (" + collection + " | selectattr('ref', 'defined') | map(attribute='ref') | list)";
            case SELECT -> guarded(collection + " | selectattr('id', 'equalto', _SELF." + attribute + ") | list");
            case COUNT -> "(" + collection + "_pkeys | length) > " + literal();
            case DEFINED -> "_SELF." + attribute + " is defined";
            case EQUALS -> guarded("_SELF." + attribute + " == " + literal());
            case GREATER -> "_SELF." + attribute + " > " + literal();
            case VALUE -> guarded("_SELF." + attribute);
            case AND ->
                "(" + parts.get(0).expression() + ") and (" + parts.get(1).expression() + ")";
            case OR -> "(" + parts.get(0).expression() + ") or (" + parts.get(1).expression() + ")";
            case NOT -> "not (" + parts.get(0).expression() + ")";
        };
    }

    /** Attributes that an entry may lack are an error where they are not guarded. */
    private String guarded(String expression) {
        boolean always = attribute.equals("id") || attribute.equals("part");
        return always ? expression : "_SELF." + attribute + " is defined and " + expression;
    }

    private String literal() {
        return value instanceof String text ? "'" + text + "'" : value.toString();
    }

    /** Whether the rule holds: Python's truth of the result, a string being read as a literal first (spec/06). */
    boolean holds(Item self, Map<String, List<Item>> collections) {
        Object result = result(self.attributes(), collections);
        return truth(result instanceof String text ? read(text) : result);
    }

    private Object result(Map<String, Object> self, Map<String, List<Item>> collections) {
        List<Item> items = collections.getOrDefault(collection, List.of());
        Object mine = self.get(attribute == null ? "id" : attribute);
        return switch (form) {
            case IN -> mine != null && hasKey(items, mine);
            case NOT_IN -> mine != null && !hasKey(items, mine);
            case TUPLE_IN -> hasKey(items, List.of(self.get("id"), self.get("part")));
            case LOOKUP -> {
                boolean found = false;
                for (Item item : items) {
                    Object reference = item.attributes().get("ref");
                    found |= reference != null && same(reference, self.get("id"));
                }
                yield found;
            }
            case SELECT -> {
                List<Object> found = new ArrayList<>();
                for (Item item : items) {
                    if (mine != null && same(item.attributes().get("id"), mine)) {
                        found.add(item.attributes());
                    }
                }
                yield found;
            }
            case COUNT -> distinctKeys(items) > ((Number) value).longValue();
            case DEFINED -> mine != null;
            case EQUALS -> mine != null && same(mine, value);
            case GREATER ->
                value instanceof String text
                        ? ((String) mine).compareTo(text) > 0
                        : ((Number) mine).doubleValue() > ((Number) value).doubleValue();
            case VALUE -> mine == null ? false : mine;
            case AND -> {
                Object left = parts.get(0).result(self, collections);
                yield truth(left) ? parts.get(1).result(self, collections) : left;
            }
            case OR -> {
                Object left = parts.get(0).result(self, collections);
                yield truth(left) ? left : parts.get(1).result(self, collections);
            }
            case NOT -> !truth(parts.get(0).result(self, collections));
        };
    }

    private static boolean hasKey(List<Item> items, Object key) {
        for (Item item : items) {
            if (same(item.key(), key)) {
                return true;
            }
        }
        return false;
    }

    private static long distinctKeys(List<Item> items) {
        return items.stream().map(Item::key).distinct().count();
    }

    /** Python's {@code ==}: numbers and booleans by value. */
    private static boolean same(Object a, Object b) {
        if (a instanceof List<?> x && b instanceof List<?> y) {
            boolean equal = x.size() == y.size();
            for (int i = 0; equal && i < x.size(); i++) {
                equal = same(x.get(i), y.get(i));
            }
            return equal;
        }
        Double x = number(a);
        return x == null ? a.equals(b) : x.equals(number(b));
    }

    private static Double number(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1.0 : 0.0;
        }
        return value instanceof Number number ? (Double) number.doubleValue() : null;
    }

    private static boolean truth(Object value) {
        if (value == null) {
            return false;
        }
        Double number = number(value);
        if (number != null) {
            return number != 0;
        }
        return value instanceof List<?> list ? !list.isEmpty() : !((String) value).isEmpty();
    }

    /** Python literals among the strings that cases use. */
    private static Object read(String text) {
        return switch (text) {
            case "0" -> 0L;
            case "1" -> 1L;
            case "False" -> false;
            case "None" -> null;
            default -> text;
        };
    }
}

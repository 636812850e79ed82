package org.hermescdc.core.model;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pool of attribute names that entries share: each distinct name has one number for the life of the process, so that
 * an entry holds small numbers instead of names. Like {@link String#intern}, it only saves space: no result depends on
 * the numbers. Safe for concurrent use.
 */
final class AttributeNames {

    private static final ConcurrentHashMap<String, Integer> NUMBERS = new ConcurrentHashMap<>();
    private static volatile String[] names = new String[0];

    private AttributeNames() {}

    /** The number of {@code name}, new if it was never seen. */
    static int number(String name) {
        Integer number = NUMBERS.get(name);
        return number != null ? number : add(name);
    }

    /** The number of {@code name}, or -1 if no entry ever had it. */
    static int find(String name) {
        Integer number = NUMBERS.get(name);
        return number == null ? -1 : number;
    }

    static String name(int number) {
        return names[number];
    }

    private static synchronized int add(String name) {
        Integer present = NUMBERS.get(name);
        if (present != null) {
            return present;
        }
        int number = names.length;
        String[] longer = Arrays.copyOf(names, number + 1);
        longer[number] = name;
        names = longer;
        NUMBERS.put(name, number);
        return number;
    }
}

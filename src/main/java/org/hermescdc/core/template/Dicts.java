package org.hermescdc.core.template;

import java.util.Map;

/** Access to dicts, be they of the context, with string keys only, or made by the template. */
final class Dicts {

    private Dicts() {}

    static boolean contains(Map<?, ?> dict, Object key) {
        return dict.containsKey(plain(dict, key));
    }

    static Object get(Map<?, ?> dict, Object key) {
        return dict.get(plain(dict, key));
    }

    /** A sorted map of the context would refuse to compare a key of another type. */
    private static Object plain(Map<?, ?> dict, Object key) {
        if (dict instanceof PyDict || key instanceof String) {
            return key;
        }
        Object hash = Hashing.key(key);
        return hash instanceof String ? hash : "\0no string: not in a map of the context";
    }
}

package org.hermescdc.core.constraint;

import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyedEntry;
import org.hermescdc.core.template.PySet;
import org.hermescdc.core.template.PyTuple;

/** Collections as templates see them. */
public final class Variables {

    private Variables() {}

    /** The set of keys: what templates call {@code <Type>_pkeys}; a composite key is a tuple. */
    public static PySet keys(Collection<KeyedEntry> entries) {
        return PySet.of(() -> entries.stream().map(item -> value(item.key())).iterator());
    }

    /** The list of dicts that templates call {@code <Type>}; each dict is made when it is looked at. */
    public static List<Map<String, Object>> entries(List<KeyedEntry> entries) {
        return new Dicts(entries);
    }

    /** A key as templates see it; a composite one is a tuple. */
    static Object value(Key key) {
        return key.value() instanceof List<?> parts ? PyTuple.of(parts.toArray()) : key.value();
    }

    private static final class Dicts extends AbstractList<Map<String, Object>> implements RandomAccess {
        private final List<KeyedEntry> entries;

        Dicts(List<KeyedEntry> entries) {
            this.entries = entries;
        }

        @Override
        public Map<String, Object> get(int index) {
            Entry entry = entries.get(index).entry();
            return entry.toMap();
        }

        @Override
        public int size() {
            return entries.size();
        }
    }
}

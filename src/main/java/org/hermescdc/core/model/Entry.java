package org.hermescdc.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The attributes of one object at one moment: name → value, none of them null. Immutable.
 *
 * <p>Held as one byte array with shared attribute names: about as large as its text, without an object per attribute.
 * Equal bytes mean equal entries, so a comparison looks at attributes only where something differs.
 */
public final class Entry {

    /** The entry without attributes. */
    public static final Entry EMPTY = new Entry(new byte[0]);

    /** For each attribute, by rising number: its number, the size of its value, its value. */
    private final byte[] bytes;

    private Entry(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes the attributes that have a value; null, empty lists and empty maps are left out.
     *
     * @throws IllegalArgumentException if a value is of no value type (see {@link Values#normalize}); the message names
     *     the attribute
     */
    public static Entry of(Map<String, ?> attributes) {
        Builder builder = new Builder();
        attributes.forEach(builder::put);
        return builder.build();
    }

    /** The value of {@code attribute}, or null if the entry has none. */
    public Object get(String attribute) {
        int wanted = AttributeNames.find(attribute);
        CompactForm.Reader reader = new CompactForm.Reader(bytes);
        while (!reader.atEnd()) {
            int number = (int) reader.varint();
            int size = (int) reader.varint();
            if (number == wanted) {
                return reader.value();
            }
            reader.skip(size);
        }
        return null;
    }

    public boolean has(String attribute) {
        return get(attribute) != null;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** Calls {@code action} with each attribute and its value, in no particular order. */
    public void forEach(BiConsumer<String, Object> action) {
        CompactForm.Reader reader = new CompactForm.Reader(bytes);
        while (!reader.atEnd()) {
            String name = AttributeNames.name((int) reader.varint());
            reader.varint();
            action.accept(name, reader.value());
        }
    }

    /** Returns all attributes and their values, sorted by name. */
    public List<Map.Entry<String, Object>> byName() {
        List<Map.Entry<String, Object>> attributes = new ArrayList<>();
        forEach((name, value) -> attributes.add(Map.entry(name, value)));
        attributes.sort(Map.Entry.comparingByKey());
        return attributes;
    }

    /** Returns a new unmodifiable map of all attributes, sorted by name. */
    public Map<String, Object> toMap() {
        TreeMap<String, Object> map = new TreeMap<>();
        forEach(map::put);
        return Collections.unmodifiableSortedMap(map);
    }

    public Set<String> attributes() {
        return toMap().keySet();
    }

    /** Returns this entry with {@code attribute} set to {@code value}, or without it if {@code value} is absent. */
    public Entry with(String attribute, Object value) {
        return builder().put(attribute, value).build();
    }

    /** Returns this entry without the given attributes. */
    public Entry without(Collection<String> attributes) {
        return attributes.isEmpty() ? this : only(name -> !attributes.contains(name));
    }

    /** Returns the part of this entry whose attribute names {@code wanted} accepts. */
    public Entry only(Predicate<String> wanted) {
        Builder builder = new Builder();
        boolean[] dropped = new boolean[1];
        forEach((name, value) -> {
            if (wanted.test(name)) {
                builder.put(name, value);
            } else {
                dropped[0] = true;
            }
        });
        return dropped[0] ? builder.build() : this;
    }

    /** A builder that starts with the attributes of this entry. */
    public Builder builder() {
        Builder builder = new Builder();
        forEach(builder::put);
        return builder;
    }

    /** Bytes that this entry takes in memory, without the object's own header. */
    public int size() {
        return bytes.length;
    }

    /** Strict equality as in {@link Values#same}. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Entry entry
                && (Arrays.equals(bytes, entry.bytes) || hasFloat() && Values.same(toMap(), entry.toMap()));
    }

    @Override
    public int hashCode() {
        return hasFloat() ? attributes().hashCode() : Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return toMap().toString();
    }

    /** Only floats have two forms of one value: 0.0 and -0.0. */
    private boolean hasFloat() {
        CompactForm.Reader reader = new CompactForm.Reader(bytes);
        while (!reader.atEnd()) {
            reader.varint();
            int size = (int) reader.varint();
            if (CompactForm.mayHoldFloat(bytes[reader.position()])) {
                return true;
            }
            reader.skip(size);
        }
        return false;
    }

    /** Collects attributes for an {@link Entry}. Not safe for concurrent use; may be used again after {@link #build}. */
    public static final class Builder {
        private static final int FEW = 16;

        /** The numbers of the attributes, rising, and the value of each. */
        private int[] numbers = new int[FEW];

        private Object[] values = new Object[FEW];
        private int size;

        /** Sets an attribute; an absent value (null, empty list or map) takes it away. */
        public Builder put(String attribute, Object value) {
            return put(attribute, AttributeNames.number(attribute), value);
        }

        /** Sets an attribute; an absent value (null, empty list or map) takes it away. */
        public Builder put(Attribute attribute, Object value) {
            return put(attribute.name(), attribute.number(), value);
        }

        private Builder put(String name, int number, Object value) {
            Object normalized;
            try {
                normalized = Values.normalize(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("attribute '" + name + "': " + e.getMessage(), e);
            }
            if (Values.isAbsent(normalized)) {
                return remove(number);
            }
            set(number, normalized);
            return this;
        }

        public Builder remove(String attribute) {
            return remove(AttributeNames.find(attribute));
        }

        private Builder remove(int number) {
            int place = Arrays.binarySearch(numbers, 0, size, number);
            if (place >= 0) {
                size--;
                System.arraycopy(numbers, place + 1, numbers, place, size - place);
                System.arraycopy(values, place + 1, values, place, size - place);
                values[size] = null;
            }
            return this;
        }

        /** The value of {@code attribute}, or null if it has none yet. */
        Object get(String attribute) {
            int place = Arrays.binarySearch(numbers, 0, size, AttributeNames.find(attribute));
            return place < 0 ? null : values[place];
        }

        public Entry build() {
            if (size == 0) {
                return EMPTY;
            }
            CompactForm.Writer writer = new CompactForm.Writer();
            for (int i = 0; i < size; i++) {
                writer.varint(numbers[i]);
                writer.sized(values[i]);
            }
            return new Entry(writer.toBytes());
        }

        private void set(int number, Object value) {
            // most come in rising order
            int place =
                    size == 0 || numbers[size - 1] < number ? -size - 1 : Arrays.binarySearch(numbers, 0, size, number);
            if (place >= 0) {
                values[place] = value;
                return;
            }
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            int free = -place - 1;
            System.arraycopy(numbers, free, numbers, free + 1, size - free);
            System.arraycopy(values, free, values, free + 1, size - free);
            numbers[free] = number;
            values[free] = value;
            size++;
        }
    }
}

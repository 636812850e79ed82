package org.hermescdc.core.model;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values as bytes: a tag, then the content; equal normalized values of one type give equal bytes. */
final class CompactForm {

    private static final byte NULL = 0;
    private static final byte FALSE = 1;
    private static final byte TRUE = 2;
    private static final byte INT = 3;
    private static final byte BIG_INT = 4;
    private static final byte FLOAT = 5;
    private static final byte TEXT = 6;
    private static final byte DATETIME = 7;
    private static final byte BYTES = 8;
    private static final byte LIST = 9;
    private static final byte MAP = 10;
    private static final byte TEXT_UTF16 = 11;

    private CompactForm() {}

    /** A growing buffer; not safe for concurrent use. */
    static final class Writer {
        private static final int ENTRY = 128;

        private byte[] buffer;
        private int length;

        Writer() {
            this(ENTRY);
        }

        /** @param capacity bytes to begin with */
        Writer(int capacity) {
            buffer = new byte[capacity];
        }

        byte[] toBytes() {
            return Arrays.copyOf(buffer, length);
        }

        int length() {
            return length;
        }

        /** Writes the value behind its own length, so that a reader can pass over it. */
        void sized(Object value) {
            int start = length;
            put((byte) 0);
            value(value);
            int size = length - start - 1;
            int extra = varintSize(size) - 1;
            if (extra > 0) {
                ensure(extra);
                System.arraycopy(buffer, start + 1, buffer, start + 1 + extra, size);
                length += extra;
            }
            int end = length;
            length = start;
            varint(size);
            length = end;
        }

        void value(Object value) {
            if (value == null) {
                put(NULL);
            } else if (value instanceof String text) {
                text(text);
            } else if (value instanceof Long number) {
                put(INT);
                varint((number << 1) ^ (number >> 63));
            } else if (value instanceof Boolean flag) {
                put(flag ? TRUE : FALSE);
            } else if (value instanceof Double number) {
                put(FLOAT);
                eightBytes(Double.doubleToLongBits(number));
            } else if (value instanceof LocalDateTime datetime) {
                put(DATETIME);
                eightBytes(datetime.toEpochSecond(ZoneOffset.UTC));
            } else if (value instanceof Bytes bytes) {
                put(BYTES);
                block(bytes.toArray());
            } else if (value instanceof BigInteger big) {
                put(BIG_INT);
                block(big.toByteArray());
            } else if (value instanceof List<?> list) {
                put(LIST);
                varint(list.size());
                list.forEach(this::value);
            } else if (value instanceof Map<?, ?> map) {
                map(map);
            } else {
                throw new IllegalArgumentException(
                        "not a normalized value: " + value.getClass().getName());
            }
        }

        void varint(long value) {
            ensure(10);
            while ((value & ~0x7FL) != 0) {
                buffer[length++] = (byte) (value | 0x80);
                value >>>= 7;
            }
            buffer[length++] = (byte) value;
        }

        private void map(Map<?, ?> map) {
            put(MAP);
            varint(map.size());
            new TreeMap<>(map).forEach((key, item) -> {
                text((String) key);
                value(item);
            });
        }

        private void text(String text) {
            if (hasLoneSurrogate(text)) {
                put(TEXT_UTF16);
                block(utf16(text));
            } else {
                put(TEXT);
                block(text.getBytes(StandardCharsets.UTF_8));
            }
        }

        /** No charset encodes half a surrogate pair: each replaces it. */
        private static byte[] utf16(String text) {
            ByteBuffer units = ByteBuffer.allocate(2 * text.length());
            units.asCharBuffer().put(text);
            return units.array();
        }

        private void block(byte[] bytes) {
            varint(bytes.length);
            ensure(bytes.length);
            System.arraycopy(bytes, 0, buffer, length, bytes.length);
            length += bytes.length;
        }

        private void eightBytes(long value) {
            ensure(8);
            for (int shift = 56; shift >= 0; shift -= 8) {
                buffer[length++] = (byte) (value >>> shift);
            }
        }

        private void put(byte value) {
            ensure(1);
            buffer[length++] = value;
        }

        private void ensure(int more) {
            if (length + more > buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
            }
        }
    }

    /** Reads what a {@link Writer} wrote; not safe for concurrent use. */
    static final class Reader {
        private final byte[] bytes;
        private int position;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean atEnd() {
            return position == bytes.length;
        }

        int position() {
            return position;
        }

        void skip(int count) {
            position += count;
        }

        long varint() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes[position++];
                value |= (long) (next & 0x7F) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        Object value() {
            byte tag = bytes[position++];
            return switch (tag) {
                case NULL -> null;
                case FALSE -> Boolean.FALSE;
                case TRUE -> Boolean.TRUE;
                case INT -> zigzag(varint());
                case BIG_INT -> new BigInteger(block());
                case FLOAT -> Double.longBitsToDouble(eightBytes());
                case TEXT -> text();
                case TEXT_UTF16 -> ByteBuffer.wrap(block()).asCharBuffer().toString();
                case DATETIME -> LocalDateTime.ofEpochSecond(eightBytes(), 0, ZoneOffset.UTC);
                case BYTES -> Bytes.of(block());
                case LIST -> list();
                case MAP -> map();
                default -> throw new IllegalStateException("unknown tag " + tag + " in an entry");
            };
        }

        private static Long zigzag(long value) {
            return (value >>> 1) ^ -(value & 1);
        }

        private String text() {
            int size = (int) varint();
            String text = new String(bytes, position, size, StandardCharsets.UTF_8);
            position += size;
            return text;
        }

        private byte[] block() {
            int size = (int) varint();
            byte[] block = Arrays.copyOfRange(bytes, position, position + size);
            position += size;
            return block;
        }

        private long eightBytes() {
            long value = 0;
            for (int i = 0; i < 8; i++) {
                value = value << 8 | bytes[position++] & 0xFF;
            }
            return value;
        }

        private List<Object> list() {
            int size = (int) varint();
            List<Object> items = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                items.add(value());
            }
            return Collections.unmodifiableList(items);
        }

        private Map<String, Object> map() {
            int size = (int) varint();
            TreeMap<String, Object> items = new TreeMap<>();
            for (int i = 0; i < size; i++) {
                items.put((String) value(), value());
            }
            return Collections.unmodifiableSortedMap(items);
        }
    }

    /** Tells by its tag whether a value is, or can contain, a float. */
    static boolean mayHoldFloat(byte tag) {
        return tag == FLOAT || tag == LIST || tag == MAP;
    }

    private static int varintSize(int value) {
        return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5;
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}

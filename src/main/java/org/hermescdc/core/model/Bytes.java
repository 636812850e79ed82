package org.hermescdc.core.model;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string, equal by content; the value type for binary attributes. */
public final class Bytes implements Comparable<Bytes> {

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Copies {@code content}: later changes to it are not seen. */
    public static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    /** Returns a copy of the content. */
    public byte[] toArray() {
        return content.clone();
    }

    public int length() {
        return content.length;
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Length and hexadecimal digits: {@code Bytes(3: 00ff10)}. */
    @Override
    public String toString() {
        return "Bytes(" + content.length + ": " + HexFormat.of().formatHex(content) + ")";
    }
}

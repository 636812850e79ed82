package org.hermescdc.config;

/** Permission bits as configurations write them. */
final class Octals {

    private Octals() {}

    /** {@code 0660}. */
    static String text(long bits) {
        return String.format("0%03o", bits);
    }
}

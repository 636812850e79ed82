package org.hermescdc.core.model;

import java.util.regex.Pattern;

/** The rule for names of data types, in configurations and on the bus (spec/01, "Loading rules"). */
public final class TypeName {

    private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z][a-zA-Z0-9][^/\\p{Cntrl}]*");

    private TypeName() {}

    public static boolean isValid(String name) {
        return ALLOWED.matcher(name).matches();
    }

    /** What {@link #isValid} allows, for messages. */
    public static String rule() {
        return "a data type name begins with a letter and a letter or digit, and has no '/' and no control character";
    }
}

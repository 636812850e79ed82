package org.hermescdc.core.template;

/**
 * The value of a variable, item or attribute that does not exist.
 *
 * @param description what was looked for, as an error message tells it: {@code 'mail' is undefined}
 * @param strict whether any use is an error; a lenient one counts as empty and false
 */
public record Undefined(String description, boolean strict) {

    /** The result of a ternary without {@code else}, and of filters that got no value: empty, false, never an error. */
    public static final Undefined LENIENT = new Undefined("the value is undefined", false);
}

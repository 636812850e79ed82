package org.hermescdc.core.template;

/**
 * A value that only lives inside a template: a range, a loop, a namespace, a bound method. What it offers to templates
 * stands in {@link #attribute}; nothing else of it can be reached.
 */
interface TemplateObject {

    /** The result of {@link #attribute} for a name that the object does not offer. */
    Object NONE = new Object();

    /** The name of the type, as Python gives it in messages. */
    String typeName();

    /** The attribute of that name, or {@link #NONE}. */
    default Object attribute(String name) {
        return NONE;
    }

    /** The text form. */
    default String text() {
        return "<" + typeName() + " object>";
    }
}

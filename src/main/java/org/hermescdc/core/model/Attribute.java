package org.hermescdc.core.model;

/**
 * The name of an attribute, looked up once: for code that sets the same attributes of many entries. Immutable.
 *
 * @see Entry.Builder#put(Attribute, Object)
 */
public final class Attribute {

    private final String name;
    private final int number;

    private Attribute(String name) {
        this.name = name;
        this.number = AttributeNames.number(name);
    }

    public static Attribute of(String name) {
        return new Attribute(name);
    }

    public String name() {
        return name;
    }

    int number() {
        return number;
    }

    @Override
    public String toString() {
        return name;
    }
}

package org.hermescdc.matrix;

import java.util.Map;

/** A datasource, with its data in a real system. */
abstract class Source extends Part {

    /** Name of a datasource → its declaration, {@code type} and {@code settings}. */
    abstract Map<String, Object> declarations();

    /** The datasource that has the data of a type. */
    String datasource(Type type) {
        return "data";
    }

    /** The query and vars that fetch a type. */
    abstract Map<String, Object> fetch(Type type);

    /** Where the value of an attribute comes from, as in {@code attrsmapping}. */
    String mapping(Type type, String attribute) {
        return attribute;
    }

    /** Makes the source hold exactly this. */
    abstract void hold(World world) throws Exception;
}

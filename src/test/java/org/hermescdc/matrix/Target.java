package org.hermescdc.matrix;

import java.util.Map;
import org.hermescdc.matrix.World.Facts;

/** A client plugin and its real target, empty at the start of a run. */
abstract class Target extends Part {

    /** The client plugin. */
    abstract String plugin();

    /** Local attribute → where it comes from, as in the client's {@code attrsmapping}; empty for a type it does not have. */
    abstract Map<String, Object> mapping(Type type);

    /** The section {@code hermes-client-<plugin>}. */
    abstract Map<String, Object> settings();

    /** What the target holds now. */
    abstract Facts facts() throws Exception;
}

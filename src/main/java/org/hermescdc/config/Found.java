package org.hermescdc.config;

import org.hermescdc.core.model.Values;

/** Tells what stands somewhere, for messages. */
final class Found {

    private static final int LONGEST = 60;

    private Found() {}

    /** @param secret whether the value may not be shown; what came from a reference never is */
    static String of(ConfigNode node, boolean secret) {
        if (node instanceof ConfigNode.Section) {
            return "a map";
        }
        if (node instanceof ConfigNode.Items) {
            return "a list";
        }
        ConfigNode.Scalar scalar = (ConfigNode.Scalar) node;
        if (scalar.value() == null) {
            return "nothing";
        }
        String type = Values.typeName(scalar.value());
        if (scalar.referring()) {
            return type + " from " + scalar.source();
        }
        return secret ? type + " (not shown)" : type + " " + text(scalar);
    }

    private static String text(ConfigNode.Scalar scalar) {
        String source = scalar.source().strip();
        String shown = source.length() > LONGEST ? source.substring(0, LONGEST) + "…" : source;
        return scalar.value() instanceof String ? "'" + shown.replace("\n", "\\n") + "'" : shown;
    }
}

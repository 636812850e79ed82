package org.hermescdc.core.template;

import java.util.List;

/**
 * The parameters of a macro.
 *
 * @param names all names
 * @param defaults the default values of the last ones
 * @param used which of {@code caller}, {@code varargs} and {@code kwargs} the macro uses
 */
record Parameters(List<String> names, List<Expression> defaults, List<String> used) {

    /** The default of the parameter at {@code index}, or null. */
    Expression defaultOf(int index) {
        int position = index - (names.size() - defaults.size());
        return position < 0 ? null : defaults.get(position);
    }
}

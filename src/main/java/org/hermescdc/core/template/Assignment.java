package org.hermescdc.core.template;

import java.util.List;

/** Gives values to names. */
final class Assignment {

    private Assignment() {}

    /** @param target a name, a tuple of targets, or the attribute of a namespace */
    static void assign(Expression target, Object value, Scope scope) {
        if (target instanceof Expression.Name name) {
            scope.set(name.name(), value);
        } else if (target instanceof Expression.TupleLiteral tuple) {
            unpack(tuple.items(), value, scope);
        } else if (target instanceof Expression.Attribute attribute) {
            if (!(attribute.value().evaluate(scope) instanceof Namespace namespace)) {
                throw Errors.runtime("only a namespace can be given attributes");
            }
            namespace.values().put(attribute.name(), value);
        }
    }

    private static void unpack(List<Expression> targets, Object value, Scope scope) {
        List<Object> items = Iteration.list(value);
        if (items.size() != targets.size()) {
            throw Errors.value(items.size() + " values for " + targets.size() + " names");
        }
        for (int i = 0; i < items.size(); i++) {
            assign(targets.get(i), items.get(i), scope);
        }
    }
}

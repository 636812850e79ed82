package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** An expression as it is parsed. It is evaluated directly: a rendering walks the tree and keeps nothing. */
sealed interface Expression {

    /** The value, computed with the variables of {@code scope}. */
    Object evaluate(Scope scope);

    /** The expressions that this one is made of, in the order in which they are read. */
    List<Expression> children();

    record Constant(Object value) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            return value;
        }

        @Override
        public List<Expression> children() {
            return List.of();
        }
    }

    record Name(String name) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            return scope.lookup(name);
        }

        @Override
        public List<Expression> children() {
            return List.of();
        }
    }

    record TupleLiteral(List<Expression> items) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            return PyTuple.from(values(items, scope));
        }

        @Override
        public List<Expression> children() {
            return items;
        }
    }

    record ListLiteral(List<Expression> items) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            return values(items, scope);
        }

        @Override
        public List<Expression> children() {
            return items;
        }
    }

    record DictLiteral(List<Expression> keys, List<Expression> values) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            PyDict dict = new PyDict();
            for (int i = 0; i < keys.size(); i++) {
                dict.put(keys.get(i).evaluate(scope), values.get(i).evaluate(scope));
            }
            return dict;
        }

        @Override
        public List<Expression> children() {
            return Stream.concat(keys.stream(), values.stream()).toList();
        }
    }

    /** {@code value if condition else otherwise}; without {@code otherwise} it gives the lenient undefined value. */
    record Conditional(Expression condition, Expression value, Expression otherwise) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            if (Truth.of(condition.evaluate(scope))) {
                return value.evaluate(scope);
            }
            if (otherwise == null) {
                scope.leaveConstants();
                return Undefined.LENIENT;
            }
            return otherwise.evaluate(scope);
        }

        @Override
        public List<Expression> children() {
            return present(condition, value, otherwise);
        }
    }

    record Or(Expression left, Expression right) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            Object value = left.evaluate(scope);
            return Truth.of(value) ? value : right.evaluate(scope);
        }

        @Override
        public List<Expression> children() {
            return List.of(left, right);
        }
    }

    record And(Expression left, Expression right) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            Object value = left.evaluate(scope);
            return Truth.of(value) ? right.evaluate(scope) : value;
        }

        @Override
        public List<Expression> children() {
            return List.of(left, right);
        }
    }

    record Not(Expression value) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            return !Truth.of(value.evaluate(scope));
        }

        @Override
        public List<Expression> children() {
            return List.of(value);
        }
    }

    /** One link of a chain of comparisons. */
    record Comparand(String operator, Expression value) {}

    /** {@code a < b < c}: all links must hold; those behind the first that does not are not computed. */
    record Comparisons(Expression first, List<Comparand> others) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            Object left = first.evaluate(scope);
            for (Comparand other : others) {
                Object right = other.value().evaluate(scope);
                if (!holds(left, other.operator(), right)) {
                    return false;
                }
                left = right;
            }
            return true;
        }

        private static boolean holds(Object left, String operator, Object right) {
            return switch (operator) {
                case "==" -> Comparison.equal(left, right);
                case "!=" -> !Comparison.equal(left, right);
                case "in" -> Comparison.contains(right, left);
                case "not in" -> !Comparison.contains(right, left);
                default -> Comparison.ordered(left, right, operator);
            };
        }

        @Override
        public List<Expression> children() {
            return Stream.concat(Stream.of(first), others.stream().map(Comparand::value))
                    .toList();
        }
    }

    record Binary(String operator, Expression left, Expression right) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            Object a = left.evaluate(scope);
            Object b = right.evaluate(scope);
            return switch (operator) {
                case "+" -> Operators.add(a, b);
                case "-" -> Operators.subtract(a, b);
                case "*" -> Operators.multiply(a, b);
                case "/" -> Operators.divide(a, b);
                case "//" -> Operators.floorDivide(a, b);
                case "%" -> Operators.modulo(a, b);
                default -> Operators.power(a, b);
            };
        }

        @Override
        public List<Expression> children() {
            return List.of(left, right);
        }
    }

    record Sign(String operator, Expression value) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            Object number = value.evaluate(scope);
            return operator.equals("-") ? Operators.negate(number) : Operators.plus(number);
        }

        @Override
        public List<Expression> children() {
            return List.of(value);
        }
    }

    /** {@code a ~ b}: the texts of the parts, joined. */
    record Concatenation(List<Expression> parts) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            StringBuilder text = new StringBuilder();
            for (Expression part : parts) {
                text.append(PythonText.str(part.evaluate(scope)));
                Limits.checkText(text.length());
            }
            return text.toString();
        }

        @Override
        public List<Expression> children() {
            return parts;
        }
    }

    record Attribute(Expression value, String name) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            return Attributes.get(value.evaluate(scope), name);
        }

        @Override
        public List<Expression> children() {
            return List.of(value);
        }
    }

    record Item(Expression value, Expression key) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            return Attributes.item(value.evaluate(scope), key.evaluate(scope));
        }

        @Override
        public List<Expression> children() {
            return List.of(value, key);
        }
    }

    /** What stands between the brackets of {@code value[start:stop:step]}; each part may be null. */
    record Slice(Expression start, Expression stop, Expression step) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            throw new IllegalStateException("a slice has no value of its own");
        }

        @Override
        public List<Expression> children() {
            return present(start, stop, step);
        }
    }

    record Sliced(Expression value, Slice slice) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            return Slices.slice(
                    value.evaluate(scope),
                    bound(slice.start(), scope),
                    bound(slice.stop(), scope),
                    bound(slice.step(), scope));
        }

        private static Object bound(Expression bound, Scope scope) {
            return bound == null ? null : bound.evaluate(scope);
        }

        @Override
        public List<Expression> children() {
            return List.of(value, slice);
        }
    }

    record Call(Expression function, CallArguments arguments) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            scope.leaveConstants();
            Object callee = function.evaluate(scope);
            return Callable.call(callee, arguments.positionalValues(scope), arguments.namedValues(scope));
        }

        @Override
        public List<Expression> children() {
            return Stream.concat(Stream.of(function), arguments.all().stream()).toList();
        }
    }

    /** @param function null if there is no filter of that name, which is an error once it is reached */
    record Filter(Expression value, String name, Function function, CallArguments arguments) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            if (function == null || function.context()) {
                scope.leaveConstants();
            }
            Object input = value.evaluate(scope);
            List<Object> positional = arguments.positionalValues(scope);
            Map<String, Object> named = arguments.namedValues(scope);
            if (function == null) {
                throw Errors.runtime("there is no filter named '" + name + "'");
            }
            return function.call(input, positional, named);
        }

        @Override
        public List<Expression> children() {
            return Stream.concat(Stream.of(value), arguments.all().stream()).toList();
        }
    }

    /** @param function null if there is no test of that name, which is an error once it is reached */
    record Test(Expression value, String name, Function function, CallArguments arguments) implements Expression {
        @Override
        public Object evaluate(Scope scope) {
            Object input = value.evaluate(scope);
            List<Object> positional = arguments.positionalValues(scope);
            Map<String, Object> named = arguments.namedValues(scope);
            if (function == null) {
                throw Errors.runtime("there is no test named '" + name + "'");
            }
            return function.call(input, positional, named);
        }

        @Override
        public List<Expression> children() {
            return Stream.concat(Stream.of(value), arguments.all().stream()).toList();
        }
    }

    /** The values of several expressions. */
    static List<Object> values(List<Expression> items, Scope scope) {
        List<Object> values = new ArrayList<>(items.size());
        for (Expression item : items) {
            values.add(item.evaluate(scope));
        }
        return values;
    }

    /** Those of the expressions that are not null. */
    static List<Expression> present(Expression... expressions) {
        return Arrays.stream(expressions).filter(Objects::nonNull).toList();
    }
}

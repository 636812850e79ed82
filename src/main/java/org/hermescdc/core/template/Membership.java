package org.hermescdc.core.template;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A constraint that asks only whether attributes of the entry are in sets: {@code _SELF.user_id in SRVUsers_pkeys}, and
 * such questions joined by {@code and}, {@code or}, {@code not}. It is answered by set lookups, without rendering
 * (spec/02, "Integrity constraints"), and tells which sets it looks into. Immutable.
 */
public sealed interface Membership {

    /** The name of the variable that holds the entry. */
    String SELF = "_SELF";

    /** The answer for an entry; unknown where only rendering can tell, as for an attribute that it lacks. */
    enum Verdict {
        TRUE,
        FALSE,
        UNKNOWN;

        private static Verdict of(boolean value) {
            return value ? TRUE : FALSE;
        }
    }

    /**
     * Answers for one entry, as rendering the template would.
     *
     * @param attributes the attributes of the entry by name; null for one that it lacks
     * @param sets the sets by variable; null for an unknown one
     */
    Verdict verdict(Function<String, Object> attributes, Function<String, Set<?>> sets);

    /** Calls {@code action} with each question. */
    void forEach(Consumer<In> action);

    /** Recognises a template of this form; empty for any other. */
    static Optional<Membership> of(Template template) {
        if (template instanceof CompiledTemplate compiled
                && compiled.body().folded().size() == 1
                && compiled.body().folded().get(0) instanceof Node.Print single) {
            return of(single.value());
        }
        return Optional.empty();
    }

    private static Optional<Membership> of(Expression expression) {
        if (expression instanceof Expression.And and) {
            return both(and.left(), and.right()).map(sides -> new And(sides[0], sides[1]));
        }
        if (expression instanceof Expression.Or or) {
            return both(or.left(), or.right()).map(sides -> new Or(sides[0], sides[1]));
        }
        if (expression instanceof Expression.Not not) {
            return of(not.value()).map(Not::new);
        }
        return expression instanceof Expression.Comparisons comparison ? in(comparison) : Optional.empty();
    }

    private static Optional<Membership[]> both(Expression left, Expression right) {
        return of(left).flatMap(first -> of(right).map(second -> new Membership[] {first, second}));
    }

    private static Optional<Membership> in(Expression.Comparisons comparison) {
        if (comparison.others().size() != 1) {
            return Optional.empty();
        }
        Expression.Comparand other = comparison.others().get(0);
        boolean negated = other.operator().equals("not in");
        if (!negated && !other.operator().equals("in")) {
            return Optional.empty();
        }
        if (other.value() instanceof Expression.Name set
                && comparison.first() instanceof Expression.Attribute attribute
                && attribute.value() instanceof Expression.Name self
                && self.name().equals(SELF)
                && !isDictMethod(attribute.name())) {
            In in = new In(attribute.name(), set.name());
            return Optional.of(negated ? new Not(in) : in);
        }
        return Optional.empty();
    }

    /** {@code _SELF.items} is the method, not the attribute of that name. */
    private static boolean isDictMethod(String name) {
        return DictMethods.TABLE.get(name) != null;
    }

    /** Whether an attribute is in a set. */
    record In(String attribute, String set) implements Membership {
        @Override
        public Verdict verdict(Function<String, Object> attributes, Function<String, Set<?>> sets) {
            Object value = attributes.apply(attribute);
            Set<?> items = sets.apply(set);
            return value == null || items == null ? Verdict.UNKNOWN : Verdict.of(items.contains(value));
        }

        @Override
        public void forEach(Consumer<In> action) {
            action.accept(this);
        }
    }

    record Not(Membership question) implements Membership {
        @Override
        public Verdict verdict(Function<String, Object> attributes, Function<String, Set<?>> sets) {
            return switch (question.verdict(attributes, sets)) {
                case TRUE -> Verdict.FALSE;
                case FALSE -> Verdict.TRUE;
                case UNKNOWN -> Verdict.UNKNOWN;
            };
        }

        @Override
        public void forEach(Consumer<In> action) {
            question.forEach(action);
        }
    }

    record And(Membership left, Membership right) implements Membership {
        @Override
        public Verdict verdict(Function<String, Object> attributes, Function<String, Set<?>> sets) {
            Verdict first = left.verdict(attributes, sets);
            return first == Verdict.TRUE ? right.verdict(attributes, sets) : first;
        }

        @Override
        public void forEach(Consumer<In> action) {
            left.forEach(action);
            right.forEach(action);
        }
    }

    record Or(Membership left, Membership right) implements Membership {
        @Override
        public Verdict verdict(Function<String, Object> attributes, Function<String, Set<?>> sets) {
            Verdict first = left.verdict(attributes, sets);
            return first == Verdict.FALSE ? right.verdict(attributes, sets) : first;
        }

        @Override
        public void forEach(Consumer<In> action) {
            left.forEach(action);
            right.forEach(action);
        }
    }
}

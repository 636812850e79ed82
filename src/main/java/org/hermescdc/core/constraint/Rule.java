package org.hermescdc.core.constraint;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.template.Membership;
import org.hermescdc.core.template.Membership.Verdict;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.Truth;

/**
 * One constraint of a collection.
 *
 * @param membership its short form, answered by set lookups; empty for a template that has to be rendered
 */
record Rule(Template template, Optional<Membership> membership) {

    static Rule of(Template template) {
        return new Rule(template, Membership.of(template));
    }

    /**
     * Whether the entry may stay.
     *
     * @param variables what templates see, without {@code _SELF}
     */
    boolean holds(Entry entry, Map<String, Object> variables) {
        Verdict verdict = membership
                .map(form -> form.verdict(entry::get, name -> (Set<?>) variables.get(name)))
                .orElse(Verdict.UNKNOWN);
        return verdict == Verdict.UNKNOWN
                ? Truth.of(template.render(withSelf(entry, variables)))
                : verdict == Verdict.TRUE;
    }

    /** Whether the answer for the entry can be another one now that these keys are gone, by variable. */
    boolean mayHaveChanged(Entry entry, Map<String, Set<Object>> gone) {
        if (membership.isEmpty()) {
            return template.variables().stream()
                    .anyMatch(name -> gone.containsKey(name) || gone.containsKey(name + Constraints.KEYS_SUFFIX));
        }
        boolean[] asked = new boolean[1];
        membership.get().forEach(question -> {
            Object value = entry.get(question.attribute());
            Set<Object> keys = gone.get(question.set());
            asked[0] |= keys != null && (value == null || keys.contains(value));
        });
        return asked[0];
    }

    private static Map<String, Object> withSelf(Entry entry, Map<String, Object> variables) {
        Map<String, Object> context = new java.util.HashMap<>(variables);
        context.put(Membership.SELF, entry.toMap());
        return context;
    }
}

package org.hermescdc.plugin.handler.webservice;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.Truth;

/**
 * When an answer counts as something: by its code, and by a template that knows it as {@code _answer}.
 *
 * @param both whether code and template must both say so; else one of them is enough
 */
record Condition(IntPredicate codes, Optional<Template> test, boolean both, AnswerForm form) {

    /** These codes (each from 200 to 299, if there are none), and the template if there is one. */
    static Condition all(Set<Long> codes, Optional<Template> test, AnswerForm form) {
        return new Condition(
                code -> codes.isEmpty() ? code >= 200 && code < 300 : codes.contains((long) code), test, true, form);
    }

    /** One of these codes, or the template if there is one. */
    static Condition any(Set<Long> codes, Optional<Template> test, AnswerForm form) {
        return new Condition(code -> codes.contains((long) code), test, false, form);
    }

    /** @throws HermesException if the answer cannot be read, or the template cannot be rendered */
    boolean holds(Answer answer, Map<String, ?> context) {
        boolean byCode = codes.test(answer.code());
        if (test.isEmpty() || byCode != both) {
            return byCode;
        }
        return Truth.of(test.get().render(answer.in(context, form)));
    }
}

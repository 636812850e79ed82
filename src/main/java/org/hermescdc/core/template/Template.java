package org.hermescdc.core.template;

import java.util.Map;
import java.util.Set;

/** A compiled template (spec/06). Immutable and safe for concurrent use. */
public interface Template {

    /** Where a template stands in the configuration: decides what is allowed there. */
    enum Place {
        /** Server side {@code attrsmapping}: expressions only; a text without any is the name of a remote attribute. */
        ATTRSMAPPING,
        /** A query: any mix of text, expressions and statements. */
        QUERY,
        /** A leaf of {@code vars}; as a query. */
        VARS,
        /** A merge or integrity constraint; its result counts by Python's truth. */
        CONSTRAINT,
        /** The text of an object in messages; must give a string. */
        TO_STRING,
        /** Client side {@code attrsmapping}: a name, or any mix of text and templates. */
        CLIENT_ATTRSMAPPING
    }

    /** Whether results that are strings are read again as Python literals ({@code hermes.templates.results}). */
    enum Results {
        NATIVE,
        TYPED
    }

    /** The text as it stands in the configuration. */
    String text();

    /** Whether the text holds no expression and no statement: it is then used as it is. */
    boolean isPlain();

    /** The names of the variables that the template uses, those of untaken branches included, sorted. */
    Set<String> variables();

    /** Whether it is a template without any variable: its result is always the same. */
    default boolean isStatic() {
        return !isPlain() && variables().isEmpty();
    }

    /**
     * Renders the template.
     *
     * @param context variable → value as in {@link org.hermescdc.core.model.Values}; for templates that are one simple
     *     expression only the named variables are looked up
     * @return a value as in {@link org.hermescdc.core.model.Values}, possibly with Python's tuples and sets in it (see
     *     {@link org.hermescdc.core.model.Values#normalize}), or {@link Undefined}; undefined items that a template puts
     *     into a list or map stay in it, and cannot be normalized
     * @throws TemplateException if the template cannot be rendered
     */
    Object render(Map<String, ?> context);
}

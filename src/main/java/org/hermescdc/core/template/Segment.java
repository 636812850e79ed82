package org.hermescdc.core.template;

import java.util.List;

/** A piece of a template, as its text is cut up. */
sealed interface Segment {

    /** What stands between expressions and statements; never empty. */
    record Text(String text) implements Segment {}

    /** What stands in <code>{{ … }}</code>. */
    record Expression(List<Token> tokens) implements Segment {}

    /** What stands in <code>{% … %}</code>. */
    record Statement(List<Token> tokens) implements Segment {}
}

package org.hermescdc.plugin.filter;

import org.hermescdc.core.template.TemplateException;

/** A text that may be looked at only so many times, which bounds the time of a search in it. */
final class SteppedText implements CharSequence {

    private static final long STEPS = 5_000_000;
    private static final long STEPS_PER_CHARACTER = 100;

    private final String text;
    private long left;

    SteppedText(String text) {
        this.text = text;
        this.left = STEPS + STEPS_PER_CHARACTER * text.length();
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new TemplateException(
                    "regex",
                    "the search was given up: the regular expression backtracks too much on a text of " + text.length()
                            + " characters");
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}

package org.hermescdc.core.template;

import java.util.Objects;

/** Text that is marked as HTML: what is added to it by {@code +}, {@code %} or {@code join} is escaped. */
final class SafeText {

    private final String text;

    SafeText(String text) {
        this.text = Objects.requireNonNull(text);
    }

    /** Escapes {@code value}, unless it is HTML already. */
    static SafeText escape(Object value) {
        return value instanceof SafeText safe ? safe : new SafeText(escapeText(PythonText.str(value)));
    }

    static String escapeText(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&#34;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SafeText safe && safe.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}

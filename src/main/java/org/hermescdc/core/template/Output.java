package org.hermescdc.core.template;

/** Collects what a template, macro or block puts out: one value as it is, several as the text of all. */
final class Output {

    private final int maxLength;
    private Object single;
    private int count;
    private StringBuilder text;

    Output(int maxLength) {
        this.maxLength = maxLength;
    }

    void add(Object value) {
        if (++count == 1) {
            single = value;
            return;
        }
        if (text == null) {
            text = new StringBuilder();
            append(single);
        }
        append(value);
    }

    private void append(Object value) {
        text.append(PythonText.str(value));
        if (text.length() > maxLength) {
            throw Errors.limit("a result of more than " + maxLength + " characters");
        }
    }

    /** Nothing put out gives null. */
    Object result() {
        return text == null ? single : text.toString();
    }

    /** The result, read again as a Python literal if it is a string. */
    Object nativeResult() {
        return reread(result());
    }

    static Object reread(Object value) {
        if (value instanceof String text) {
            return PythonLiteral.read(text);
        }
        if (value instanceof SafeText safe) {
            Object read = PythonLiteral.read(safe.toString());
            return safe.toString().equals(read) ? safe : read;
        }
        return value;
    }
}

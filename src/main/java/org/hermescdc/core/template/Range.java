package org.hermescdc.core.template;

import java.util.Iterator;
import java.util.stream.LongStream;

/** Python's range. */
record Range(long start, long stop, long step) implements TemplateObject {

    Range {
        if (step == 0) {
            throw Errors.value("range() arg 3 must not be zero");
        }
    }

    long length() {
        long span = step > 0 ? stop - start : start - stop;
        long width = Math.abs(step);
        return span <= 0 ? 0 : (span - 1) / width + 1;
    }

    long get(long index) {
        return start + index * step;
    }

    boolean contains(Object item) {
        if (!Numbers.isNumber(item)) {
            return false;
        }
        for (long i = 0; i < length(); i++) {
            if (Comparison.equal(get(i), item)) {
                return true;
            }
        }
        return false;
    }

    Iterator<Object> iterator() {
        Limits.checkItems(length());
        return LongStream.range(0, length()).mapToObj(i -> (Object) get(i)).iterator();
    }

    @Override
    public String typeName() {
        return "range";
    }

    @Override
    public Object attribute(String name) {
        return switch (name) {
            case "start" -> start;
            case "stop" -> stop;
            case "step" -> step;
            default -> NONE;
        };
    }

    @Override
    public String text() {
        return "range(" + start + ", " + stop + (step == 1 ? ")" : ", " + step + ")");
    }
}

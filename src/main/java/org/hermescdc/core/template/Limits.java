package org.hermescdc.core.template;

/**
 * How much one rendering may do. What a template asks for beyond it is an error of category {@code limit}.
 *
 * @param maxOutput characters of a result with several parts
 * @param maxLoops iterations of all {@code for} loops together
 */
public record Limits(int maxOutput, int maxLoops) {

    /** Ten million characters and a million iterations. */
    public static final Limits DEFAULT = new Limits(10_000_000, 1_000_000);

    /** Items of one list, characters of one text, bits of one number: what a single operation may produce. */
    private static final long MAX_SIZE = 10_000_000;

    static void checkItems(long count) {
        if (count > MAX_SIZE) {
            throw Errors.limit("a list or range of more than " + MAX_SIZE + " items");
        }
    }

    static void checkText(long length) {
        if (length > MAX_SIZE) {
            throw Errors.limit("a text of more than " + MAX_SIZE + " characters");
        }
    }

    static void checkBits(long bits) {
        if (bits > MAX_SIZE) {
            throw Errors.limit("a number of more than " + MAX_SIZE + " bits");
        }
    }
}

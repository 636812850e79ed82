package org.hermescdc.core.template;

import java.util.function.IntPredicate;
import org.hermescdc.core.template.Function.Table;

/** The methods of strings that tell what they are made of. All but two are false for the empty string. */
final class StringKinds {

    static final Table TABLE = new Table()
            .add("isalpha", "", (s, a) -> all(s, Character::isLetter))
            .add("isdecimal", "", (s, a) -> all(s, c -> Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER))
            .add("isdigit", "", (s, a) -> all(s, StringKinds::isDigit))
            .add("isnumeric", "", (s, a) -> all(s, StringKinds::isNumeric))
            .add("isalnum", "", (s, a) -> all(s, c -> Character.isLetter(c) || isNumeric(c)))
            .add("isspace", "", (s, a) -> all(s, CodePoints::isSpace))
            .add("isascii", "", (s, a) -> ((String) s).chars().allMatch(c -> c < 0x80))
            .add("isprintable", "", (s, a) -> ((String) s).codePoints().allMatch(PythonText::isPrintable))
            .add("isupper", "", (s, a) -> isUpper((String) s))
            .add("islower", "", (s, a) -> isLower((String) s))
            .add("istitle", "", (s, a) -> isTitle((String) s))
            .add("isidentifier", "", (s, a) -> isIdentifier((String) s));

    private StringKinds() {}

    private static boolean all(Object text, IntPredicate kind) {
        return !((String) text).isEmpty() && ((String) text).codePoints().allMatch(kind);
    }

    /** Decimal digits, and those in circles or above the line. */
    private static boolean isDigit(int c) {
        boolean decimal = Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
        boolean raised = c == 0xb2 || c == 0xb3 || c == 0xb9 || c == 0x2070 || c >= 0x2074 && c <= 0x2079;
        boolean lowered = c >= 0x2080 && c <= 0x2089;
        boolean circled = c >= 0x2460 && c <= 0x2468
                || c >= 0x2474 && c <= 0x247c
                || c >= 0x2488 && c <= 0x2490
                || c == 0x24ea
                || c >= 0x24f5 && c <= 0x24fd
                || c == 0x24ff
                || c >= 0x2776 && c <= 0x277e
                || c >= 0x2780 && c <= 0x2788
                || c >= 0x278a && c <= 0x2792;
        return decimal || raised || lowered || circled;
    }

    private static boolean isNumeric(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER
                || "一二三四五六七八九十百千万億兆零〇".indexOf(c) >= 0;
    }

    static boolean isUpper(String text) {
        return text.codePoints().anyMatch(Character::isUpperCase)
                && text.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
    }

    static boolean isLower(String text) {
        return text.codePoints().anyMatch(Character::isLowerCase)
                && text.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
    }

    private static boolean isTitle(String text) {
        boolean inWord = false;
        boolean any = false;
        for (int c : text.codePoints().toArray()) {
            boolean big = Character.isUpperCase(c) || Character.isTitleCase(c);
            if (big && inWord || Character.isLowerCase(c) && !inWord) {
                return false;
            }
            inWord = StringMethods.isCased(c);
            any |= inWord;
        }
        return any;
    }

    private static boolean isIdentifier(String text) {
        return !text.isEmpty()
                && (text.charAt(0) == '_' || Character.isUnicodeIdentifierStart(text.codePointAt(0)))
                && text.codePoints()
                        .allMatch(c -> Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
    }
}

package org.hermescdc.plugin.filter;

import java.util.Base64;
import org.hermescdc.core.template.TemplateException;

/** Reads base64 as Python's {@code b64decode} does: other characters are skipped, the first full padding ends it. */
final class PythonBase64 {

    private PythonBase64() {}

    /** @throws TemplateException of category {@code base64} or {@code value}; it shows nothing of the text */
    static byte[] decode(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        int padding = 0;
        for (int i = 0; i < text.length() && (digits.length() % 4 < 2 || digits.length() % 4 + padding < 4); i++) {
            char c = text.charAt(i);
            if (c > 0x7F) {
                throw new TemplateException("value", "base64 text may hold ASCII characters only");
            }
            if (c == '=') {
                padding++;
            } else if (isDigit(c)) {
                digits.append(c);
                padding = 0;
            }
        }
        int open = digits.length() % 4;
        if (open == 1 || open != 0 && open + padding < 4) {
            throw new TemplateException("base64", "the base64 text is cut: " + digits.length() + " digits");
        }
        return Base64.getDecoder().decode(digits.toString());
    }

    private static boolean isDigit(char c) {
        return PatternReader.isAsciiLetter(c) || PatternReader.isDigit(c) || c == '+' || c == '/';
    }
}

package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into text, expressions and statements. The rules are those of jinja2, and differ from Jinjava's own
 * scanner: brackets inside an expression must be closed before <code>}}</code> ends it, strings hide what they hold,
 * comments and {@code raw} blocks leave nothing behind, {@code -} takes all whitespace away, line ends become {@code \n},
 * and one line end at the end of the template is dropped.
 */
final class Scanner {

    private static final Pattern RAW =
            Pattern.compile("\\{%([-+]?)\\s*raw\\s*(?:-%\\}\\s*|%\\})", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern END_RAW =
            Pattern.compile("\\{%([-+]?)\\s*endraw\\s*(?:\\+%\\}|-%\\}\\s*|%\\})", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern END_COMMENT =
            Pattern.compile("\\+#\\}|-#\\}\\s*|#\\}", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern START = Pattern.compile("\\{[{%#]");

    private final String text;
    private final List<Segment> segments = new ArrayList<>();
    private int position;

    private Scanner(String text) {
        this.text = text;
    }

    /** @throws TemplateException of category {@code syntax} */
    static List<Segment> scan(String template) {
        String text = template.replace("\r\n", "\n").replace('\r', '\n');
        return new Scanner(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).scan();
    }

    private List<Segment> scan() {
        Matcher start = START.matcher(text);
        while (start.find(position)) {
            int begin = start.start();
            Matcher raw = RAW.matcher(text).region(begin, text.length());
            if (raw.lookingAt()) {
                addText(text.substring(position, begin), raw.group(1));
                skipRaw(raw.end());
            } else {
                String sign = begin + 2 < text.length() && "-+".indexOf(text.charAt(begin + 2)) >= 0
                        ? text.substring(begin + 2, begin + 3)
                        : "";
                addText(text.substring(position, begin), sign);
                position = begin + 2 + sign.length();
                addMarked(text.charAt(begin + 1));
            }
        }
        addText(text.substring(position), "");
        return segments;
    }

    private void addMarked(char mark) {
        if (mark == '#') {
            skipComment();
            return;
        }
        Lexer lexer = new Lexer(text, position, mark == '%' ? "%}" : "}}");
        List<Token> tokens = lexer.tokens();
        segments.add(mark == '%' ? new Segment.Statement(tokens) : new Segment.Expression(tokens));
        position = lexer.end();
    }

    private void skipComment() {
        Matcher end = END_COMMENT.matcher(text);
        if (!end.find(position)) {
            throw Errors.syntax("a comment is not closed by #}");
        }
        position = end.end();
    }

    private void skipRaw(int start) {
        Matcher end = END_RAW.matcher(text);
        if (!end.find(start)) {
            throw Errors.syntax("{% raw %} is not closed by {% endraw %}");
        }
        addText(text.substring(start, end.start()), end.group(1));
        position = end.end();
    }

    private void addText(String content, String sign) {
        String kept = sign.equals("-") ? CodePoints.strip(content, false, true, CodePoints::isSpace) : content;
        if (!kept.isEmpty()) {
            segments.add(new Segment.Text(kept));
        }
    }
}

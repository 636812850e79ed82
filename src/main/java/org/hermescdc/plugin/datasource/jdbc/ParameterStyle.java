package org.hermescdc.plugin.datasource.jdbc;

import java.util.regex.Pattern;

/** How the queries of a database name their parameters, and where in them nothing is a parameter. */
enum ParameterStyle {
    /** Standard SQL: {@code :name}; casts ({@code ::type}) are no parameters. */
    COLON(Tokens.STRING + Tokens.IDENTIFIER + Tokens.COMMENT + Tokens.COLON_NAME),
    /** SQLite and SQL Server also quote identifiers as {@code [x]}, SQLite as {@code `x`}. */
    COLON_BRACKETS(Tokens.STRING + Tokens.IDENTIFIER + Tokens.COMMENT + "`[^`]*+`|\\[[^\\]]*+\\]|" + Tokens.COLON_NAME),
    /** MariaDB and MySQL have escapes in strings ({@code 'it\'s'}, {@code "so"}), {@code `x`}, and {@code #} comments. */
    COLON_BACKSLASH("'(?:[^'\\\\]|''|\\\\(?s:.))*+'|\"(?:[^\"\\\\]|\"\"|\\\\(?s:.))*+\"|--(?=\\s)[^\\n]*+|#[^\\n]*+|"
            + Tokens.BLOCK_COMMENT + "`[^`]*+`|" + Tokens.COLON_NAME),
    /** Oracle also quotes strings as {@code q'[it's]'}. */
    COLON_ORACLE("(?<![A-Za-z_0-9$#])[nN]?[qQ]'(?:\\[(?s:.*?)\\]'|\\((?s:.*?)\\)'|\\{(?s:.*?)\\}'|<(?s:.*?)>'"
            + "|(?<mark>[^\\s\\[({<])(?s:.*?)\\k<mark>')|" + Tokens.STRING + Tokens.IDENTIFIER + Tokens.COMMENT
            + Tokens.COLON_NAME),
    /**
     * {@code %(name)s}, and {@code %%} for a percent sign; PostgreSQL also has strings with escapes ({@code E'it\'s'})
     * and strings in dollars ({@code $tag$…$tag$}).
     */
    PERCENT("(?<![A-Za-z_0-9$])[eE]'(?:[^'\\\\]|''|\\\\(?s:.))*+'|(?<![A-Za-z_0-9$])\\$(?<tag>(?:" + Tokens.WORD
            + ")?)\\$(?s:.*?)\\$\\k<tag>\\$|" + Tokens.STRING + Tokens.IDENTIFIER + Tokens.COMMENT
            + "%\\((?<name>[^)]+)\\)s|%%|\\?");

    /** What is no parameter, and in the group {@code name} what is one. */
    private final Pattern tokens;

    ParameterStyle(String tokens) {
        this.tokens = Pattern.compile(tokens);
    }

    Pattern tokens() {
        return tokens;
    }

    /** How a parameter is written, for messages. */
    String form() {
        return this == PERCENT ? "%(name)s" : ":name";
    }

    private static final class Tokens {
        static final String WORD = "[A-Za-z_][A-Za-z_0-9]*+";
        static final String STRING = "'(?:[^']|'')*+'|";
        static final String IDENTIFIER = "\"(?:[^\"]|\"\")*+\"|";
        static final String BLOCK_COMMENT = "/\\*(?s:.*?)\\*/|";
        static final String COMMENT = "--[^\\n]*+|" + BLOCK_COMMENT;
        static final String COLON_NAME = "::|:(?<name>" + WORD + ")";
    }
}

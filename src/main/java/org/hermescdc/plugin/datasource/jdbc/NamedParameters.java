package org.hermescdc.plugin.datasource.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * A query with named parameters as JDBC wants it: a {@code ?} for each, and their names in order. What looks like a
 * parameter inside a string, a quoted identifier or a comment is none.
 *
 * @param sql with {@code ?} in place of each parameter
 * @param names one for each {@code ?}; a name that is used twice stands here twice
 */
record NamedParameters(String sql, List<String> names) {

    NamedParameters {
        names = List.copyOf(names);
    }

    static NamedParameters parse(String query, ParameterStyle style) {
        Matcher token = style.tokens().matcher(query);
        List<String> names = new ArrayList<>();
        StringBuilder sql = new StringBuilder(query.length());
        while (token.find()) {
            String name = token.group("name");
            if (name != null) {
                names.add(name);
            }
            String replacement =
                    name != null ? "?" : style == ParameterStyle.PERCENT ? plain(token.group()) : token.group();
            token.appendReplacement(sql, Matcher.quoteReplacement(replacement));
        }
        token.appendTail(sql);
        return new NamedParameters(sql.toString(), names);
    }

    /** {@code %%} is a percent sign wherever it stands; a bare {@code ?} is an operator, which the driver wants doubled. */
    private static String plain(String token) {
        return token.equals("?") ? "??" : token.replace("%%", "%");
    }
}

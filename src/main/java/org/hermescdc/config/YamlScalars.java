package org.hermescdc.config;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.model.Values;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** The values of plain scalars, as PyYAML reads YAML 1.1: {@code 0660} is octal, {@code yes} a bool, {@code 1e3} text. */
final class YamlScalars {

    private static final Pattern BOOL =
            Pattern.compile("yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF");
    private static final Pattern INT = Pattern.compile("[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)"
            + "|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(?:[0-9][0-9_]*)\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
                    + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern TIMESTAMP =
            Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:[Tt]|[ \\t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})"
                    + "(?:\\.[0-9]*)?(?:[ \\t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?)?");
    private static final Pattern DATE =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt \\t].*");

    private YamlScalars() {}

    /** Gives plain scalars the tags that PyYAML gives them. */
    static final class Tags extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // All is done below: the first characters that SnakeYAML wants as hints say nothing here.
        }

        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return kind == NodeId.scalar && implicit ? tagOf(value) : super.resolve(kind, value, implicit);
        }
    }

    static Tag tagOf(String plain) {
        if (NULL.matcher(plain).matches()) {
            return Tag.NULL;
        }
        if (BOOL.matcher(plain).matches()) {
            return Tag.BOOL;
        }
        if (INT.matcher(plain).matches()) {
            return Tag.INT;
        }
        if (FLOAT.matcher(plain).matches()) {
            return Tag.FLOAT;
        }
        if (DATE.matcher(plain).matches() && TIMESTAMP.matcher(plain).matches()) {
            return Tag.TIMESTAMP;
        }
        return plain.equals("<<") ? Tag.MERGE : Tag.STR;
    }

    /** The value of a plain scalar without tag. */
    static Object valueOf(String plain) {
        return valueOf(tagOf(plain), plain);
    }

    /** @throws IllegalArgumentException if {@code text} is no value of the tag, or the tag is none of ours */
    static Object valueOf(Tag tag, String text) {
        if (tag.equals(Tag.STR) || tag.equals(Tag.MERGE)) {
            return text;
        }
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL) && BOOL.matcher(text).matches()) {
            return "yestrueon".contains(text.toLowerCase(Locale.ROOT));
        }
        if (tag.equals(Tag.INT) && INT.matcher(text).matches()) {
            return integer(text.replace("_", ""));
        }
        if (tag.equals(Tag.FLOAT)
                && (FLOAT.matcher(text).matches() || INT.matcher(text).matches())) {
            return real(text.replace("_", "").toLowerCase(Locale.ROOT));
        }
        Matcher timestamp = TIMESTAMP.matcher(text);
        if (tag.equals(Tag.TIMESTAMP) && timestamp.matches()) {
            return datetime(timestamp);
        }
        if (tag.equals(Tag.BINARY)) {
            return Bytes.of(Base64.getMimeDecoder().decode(text));
        }
        throw new IllegalArgumentException("found " + text + " with the tag " + tag.getValue());
    }

    private static Number integer(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        BigInteger value;
        if (digits.startsWith("0b") || digits.startsWith("0x")) {
            value = new BigInteger(digits.substring(2), digits.charAt(1) == 'b' ? 2 : 16);
        } else if (digits.contains(":")) {
            value = BigInteger.ZERO;
            for (String part : digits.split(":")) {
                value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
            }
        } else {
            value = new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
        }
        return Values.integer(negative ? value.negate() : value);
    }

    private static Double real(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        double value = 0;
        if (digits.equals(".inf")) {
            value = Double.POSITIVE_INFINITY;
        } else if (digits.equals(".nan")) {
            value = Double.NaN;
        } else {
            for (String part : digits.split(":")) {
                value = value * 60 + Double.parseDouble(part);
            }
        }
        return negative ? -value : value;
    }

    private static LocalDateTime datetime(Matcher parts) {
        try {
            LocalDate date = LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
            return parts.group(4) == null
                    ? date.atStartOfDay()
                    : date.atTime(number(parts, 4), number(parts, 5), number(parts, 6));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("found " + parts.group() + ", which is no date", e);
        }
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}

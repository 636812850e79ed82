package org.hermescdc.plugin.datasource.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.schema.AttributeTypeDefinition;
import com.unboundid.ldap.sdk.schema.Schema;
import com.unboundid.util.StaticUtils;
import java.math.BigInteger;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.model.Values;

/**
 * What the values of an attribute become. Without a schema a text is an int, a float or a datetime where it looks like
 * one; with a schema only where the syntax of its attribute is a number or a time. Bytes that are no UTF-8 stay bytes.
 *
 * @param schema of the directory; empty to go by the look of each value
 * @param alwaysList whether a single value is a list, too
 */
record LdapReading(Optional<Schema> schema, boolean alwaysList) {

    private static final Pattern INT = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern FLOAT = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern DATETIME = Pattern.compile("[0-9]{14}Z");

    /** INTEGER, and the large integer of Active Directory. */
    private static final Set<String> WHOLE_NUMBERS = Set.of("1.3.6.1.4.1.1466.115.121.1.27", "1.2.840.113556.1.4.906");

    private static final String GENERALIZED_TIME = "1.3.6.1.4.1.1466.115.121.1.24";

    /** The attribute as one value, a list of values, or null if it has none. */
    Object value(String dn, Attribute attribute) {
        byte[][] raw = attribute == null ? new byte[0][] : attribute.getValueByteArrays();
        List<Object> values = new ArrayList<>(raw.length);
        for (byte[] value : raw) {
            values.add(value(dn, attribute, value));
        }
        return values.isEmpty() ? null : values.size() == 1 && !alwaysList ? values.get(0) : values;
    }

    private Object value(String dn, Attribute attribute, byte[] raw) {
        if (!StaticUtils.isValidUTF8(raw)) {
            return Bytes.of(raw);
        }
        String text = StaticUtils.toUTF8String(raw);
        try {
            return schema.isPresent() ? bySyntax(syntax(attribute), text) : byLook(text);
        } catch (ParseException | DateTimeException | NumberFormatException e) {
            throw new HermesException(
                    "entry '" + dn + "': the directory's schema says that '" + attribute.getBaseName()
                            + "' is a number or a time, but it holds something else",
                    e);
        }
    }

    private static Object byLook(String text) {
        if (INT.matcher(text).matches()) {
            return Values.integer(new BigInteger(text));
        }
        if (FLOAT.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        if (DATETIME.matcher(text).matches()) {
            try {
                return datetime(text);
            } catch (ParseException | DateTimeException looksLikeOneButIsNone) {
                return text;
            }
        }
        return text;
    }

    private static Object bySyntax(String syntax, String text) throws ParseException {
        if (WHOLE_NUMBERS.contains(syntax)) {
            return Values.integer(new BigInteger(text));
        }
        return GENERALIZED_TIME.equals(syntax) ? datetime(text) : text;
    }

    private String syntax(Attribute attribute) {
        AttributeTypeDefinition type = schema.orElseThrow().getAttributeType(attribute.getBaseName());
        String syntax = type == null ? null : type.getSyntaxOID(schema.orElseThrow());
        return syntax == null ? "" : syntax.replaceFirst("\\{[0-9]+}$", "");
    }

    /** In UTC, as the directory tells it; without a fraction. */
    private static LocalDateTime datetime(String text) throws ParseException {
        return LocalDateTime.ofInstant(
                StaticUtils.decodeGeneralizedTime(text).toInstant().truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC);
    }
}

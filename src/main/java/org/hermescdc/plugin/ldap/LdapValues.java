package org.hermescdc.plugin.ldap;

import com.unboundid.asn1.ASN1OctetString;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.model.Values;
import org.hermescdc.spi.HandlerException;

/**
 * Attribute values in LDAP form: text as it is, numbers as digits, {@code TRUE} and {@code FALSE}, datetimes as {@code
 * yyyymmddHHMMSSZ}, bytes as they are; each item of a list is a value. An empty text is no value, as in LDAP.
 */
public final class LdapValues {

    private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'");

    private LdapValues() {}

    /**
     * The LDAP values of an attribute, none twice; empty for null.
     *
     * @throws HandlerException if the value is a map, or a list in a list
     */
    public static List<ASN1OctetString> of(String attribute, Object value) {
        Stream<?> items = value instanceof Collection<?> list ? list.stream() : Stream.ofNullable(value);
        return items.filter(item -> !"".equals(item))
                .map(item -> octets(attribute, item))
                .distinct()
                .toList();
    }

    /**
     * The one value of an attribute as text.
     *
     * @throws HandlerException if it has none, or several
     */
    public static String single(String what, String attribute, Object value) {
        List<ASN1OctetString> values = of(attribute, value);
        if (values.size() != 1) {
            throw new HandlerException(
                    what + ": '" + attribute + "' has " + values.size() + " values; exactly one is needed");
        }
        return values.get(0).stringValue();
    }

    private static ASN1OctetString octets(String attribute, Object item) {
        if (item instanceof Bytes bytes) {
            return new ASN1OctetString(bytes.toArray());
        }
        if (item instanceof Map || item instanceof Collection) {
            throw new HandlerException("attribute '" + attribute + "' holds a " + Values.typeName(item)
                    + "; LDAP stores single values and lists of them");
        }
        return new ASN1OctetString(text(item));
    }

    private static String text(Object item) {
        if (item instanceof LocalDateTime datetime) {
            return DATETIME.format(datetime);
        }
        if (item instanceof Boolean flag) {
            return flag ? "TRUE" : "FALSE";
        }
        return item instanceof Double real && !real.isInfinite() && !real.isNaN()
                ? new BigDecimal(real.toString()).toPlainString()
                : item.toString();
    }
}

package org.hermescdc.plugin.handler.ad;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Values;
import org.hermescdc.plugin.handler.ad.AdAttribute.ControlBit;
import org.hermescdc.plugin.handler.ad.AdAttribute.Expiry;
import org.hermescdc.plugin.handler.ad.AdAttribute.Plain;
import org.hermescdc.plugin.ldap.LdapValues;
import org.hermescdc.spi.HandlerException;

/** Local values in the form that Active Directory keeps. */
final class AdForm {

    private static final String ACCOUNT_EXPIRES = "accountExpires";

    /** An account that never expires. */
    private static final String NEVER = String.valueOf(Long.MAX_VALUE);

    private static final long SECONDS_FROM_1601_TO_1970 = 11_644_473_600L;
    private static final long TICKS_A_SECOND = 10_000_000L;

    private AdForm() {}

    /** What gives attributes the values that an object has now; only those whose values stand for themselves. */
    static List<Modification> changes(String type, Collection<String> names, Entry object) {
        List<Modification> changes = new ArrayList<>();
        for (String name : names) {
            AdAttribute attribute = AdNames.find(type, name).orElse(null);
            if (attribute instanceof Plain plain && !isName(name)) {
                changes.add(replacement(plain.name(), LdapValues.of(name, object.get(name))));
            } else if (attribute instanceof Expiry) {
                changes.add(replacement(ACCOUNT_EXPIRES, List.of(new ASN1OctetString(ticks(object.get(name))))));
            }
        }
        return changes;
    }

    /** The same for a new entry. */
    static List<Attribute> attributes(String type, Entry object) {
        return changes(type, object.attributes(), object).stream()
                .filter(change -> change.getRawValues().length > 0)
                .map(change -> new Attribute(change.getAttributeName(), change.getRawValues()))
                .toList();
    }

    /** {@code current} with the bits of those attributes that are among {@code names}; all others are kept. */
    static int control(int current, Collection<String> names, Entry user) {
        int control = current;
        for (Map.Entry<String, ControlBit> known : AdNames.controlBits().entrySet()) {
            if (names.contains(known.getKey())) {
                ControlBit bit = known.getValue();
                boolean set = flag(known.getKey(), user, bit.absent()) == bit.setFor();
                control = set ? control | bit.mask() : control & ~bit.mask();
            }
        }
        return control;
    }

    /** The value of an attribute that is true or false. */
    static boolean flag(String name, Entry user, boolean absent) {
        Object value = user.get(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new HandlerException(
                "attribute '" + name + "' holds a " + Values.typeName(value) + "; allowed: true or false");
    }

    /** A password as {@code unicodePwd} wants it. */
    static Modification password(String password) {
        byte[] quoted = ('"' + password + '"').getBytes(StandardCharsets.UTF_16LE);
        return replacement("unicodePwd", List.of(new ASN1OctetString(quoted)));
    }

    static Modification replacement(String name, String value) {
        return new Modification(ModificationType.REPLACE, name, value);
    }

    private static Modification replacement(String name, List<ASN1OctetString> values) {
        return new Modification(ModificationType.REPLACE, name, values.toArray(ASN1OctetString[]::new));
    }

    /** The names of the entry itself have steps of their own. */
    private static boolean isName(String name) {
        return name.equals(AdNames.ACCOUNT_NAME) || name.equals(AdNames.ENTRY_NAME);
    }

    /** A datetime, taken as UTC, in tenths of microseconds since 1601; without one the account never expires. */
    private static String ticks(Object value) {
        if (value == null) {
            return NEVER;
        }
        if (value instanceof LocalDateTime time) {
            long seconds = time.toEpochSecond(ZoneOffset.UTC) + SECONDS_FROM_1601_TO_1970;
            return String.valueOf(seconds * TICKS_A_SECOND + time.getNano() / 100);
        }
        throw new HandlerException(
                "attribute '" + AdNames.EXPIRY + "' holds a " + Values.typeName(value) + "; allowed: a datetime");
    }
}

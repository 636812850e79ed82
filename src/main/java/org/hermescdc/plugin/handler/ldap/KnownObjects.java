package org.hermescdc.plugin.handler.ldap;

import com.unboundid.ldap.sdk.DN;
import java.util.Optional;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.ObjectLookup;

/** Finds the DNs of the user and the group that an object refers to, as they are in the directory now. */
final class KnownObjects {

    private final ObjectLookup lookup;
    private final LdapObjects objects;

    KnownObjects(ObjectLookup lookup, LdapObjects objects) {
        this.lookup = lookup;
        this.objects = objects;
    }

    /** The user that {@code object} refers to by {@code user_pkey}; a failure if it is not there. */
    DN user(Entry object) {
        return userIfThere(object).orElseThrow(() -> unknown(LdapSettings.USERS, object, LdapObjects.USER_PKEY));
    }

    Optional<DN> userIfThere(Entry object) {
        return find(LdapSettings.USERS, object, LdapObjects.USER_PKEY);
    }

    /** The group that {@code object} refers to by {@code group_pkey}; a failure if it is not there. */
    DN group(Entry object) {
        return groupIfThere(object).orElseThrow(() -> unknown(LdapSettings.GROUPS, object, LdapObjects.GROUP_PKEY));
    }

    Optional<DN> groupIfThere(Entry object) {
        return find(LdapSettings.GROUPS, object, LdapObjects.GROUP_PKEY);
    }

    private Optional<DN> find(String type, Entry object, String attribute) {
        Object key = object.get(attribute);
        return key == null ? Optional.empty() : lookup.object(type, Key.of(key)).map(found -> objects.dn(type, found));
    }

    private static HandlerException unknown(String type, Entry object, String attribute) {
        return new HandlerException(type + "[" + object.get(attribute) + "] is not in the directory (yet): '"
                + attribute + "' refers to it");
    }
}

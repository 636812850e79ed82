package org.hermescdc.plugin.handler.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.model.Entry;
import org.hermescdc.plugin.ldap.LdapValues;

/** How local objects stand in the directory: their DNs, and which attributes are stored with which values. */
final class LdapObjects {

    static final String USER_PKEY = "user_pkey";
    static final String GROUP_PKEY = "group_pkey";
    static final String GROUP_MEMBERS = "groupmembers";

    /** Attributes that tie types together; none is a valid name in LDAP. */
    private static final Set<String> NEVER_STORED = Set.of(USER_PKEY, GROUP_PKEY);

    private static final String RESERVED = "_pkey_";

    private final LdapSettings settings;

    LdapObjects(LdapSettings settings) {
        this.settings = settings;
    }

    /** The DN of an object of Users or Groups. */
    DN dn(String type, Entry object) {
        String attribute = settings.dnAttributes().get(type);
        return dn(type, LdapValues.single(type + " in LDAP", attribute, object.get(attribute)));
    }

    /** The DN of the object of Users or Groups that has this name, escaped as RFC 4514 asks. */
    DN dn(String type, String name) {
        DN parent = type.equals(LdapSettings.GROUPS) ? settings.groupsOu() : settings.usersOu();
        return new DN(new RDN(settings.dnAttributes().get(type), name), parent);
    }

    /** All that a new object has in the directory, default values included. */
    List<Attribute> attributes(String type, Entry object) {
        List<Attribute> attributes = new ArrayList<>();
        for (String name : named(type, object)) {
            List<ASN1OctetString> values = values(type, name, object);
            if (isStored(type, name) && !values.isEmpty()) {
                attributes.add(attribute(name, values));
            }
        }
        return attributes;
    }

    /** What gives all attributes of an object the values that it has now; its name is left alone. */
    List<Modification> changes(String type, Entry object) {
        return changes(type, named(type, object), object);
    }

    /** What gives some attributes of an object the values that it has now; its name is left alone. */
    List<Modification> changes(String type, Collection<String> attributes, Entry object) {
        return attributes.stream()
                .filter(name -> isStored(type, name) && !isName(type, name))
                .map(name -> replacement(name, values(type, name, object)))
                .toList();
    }

    static Modification replacement(String attribute, List<ASN1OctetString> values) {
        return new Modification(ModificationType.REPLACE, attribute, values.toArray(ASN1OctetString[]::new));
    }

    /** The values that members get in a group without members: none, unless there is a default. */
    List<ASN1OctetString> noMembers() {
        return defaults(LdapSettings.GROUPS, settings.groupMemberAttribute());
    }

    private Set<String> named(String type, Entry object) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(object.attributes());
        names.addAll(settings.defaultValues().get(type).keySet());
        return names;
    }

    private boolean isStored(String type, String name) {
        return !NEVER_STORED.contains(name)
                && !name.startsWith(RESERVED)
                && !settings.ignoredAttributes().get(type).contains(name);
    }

    /** Passwords are stored in the entries of users. */
    private boolean isName(String type, String name) {
        return name.equalsIgnoreCase(settings.dnAttributes().get(type))
                || type.equals(LdapSettings.PASSWORDS)
                        && name.equalsIgnoreCase(settings.dnAttributes().get(LdapSettings.USERS));
    }

    private List<ASN1OctetString> values(String type, String name, Entry object) {
        List<ASN1OctetString> own = LdapValues.of(name, object.get(name));
        return own.isEmpty() ? defaults(type, name) : own;
    }

    private List<ASN1OctetString> defaults(String type, String name) {
        return settings.defaults(type, name).stream()
                .map(ASN1OctetString::new)
                .distinct()
                .toList();
    }

    private static Attribute attribute(String name, List<ASN1OctetString> values) {
        return new Attribute(name, values.toArray(ASN1OctetString[]::new));
    }
}

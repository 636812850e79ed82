package org.hermescdc.plugin.handler.ad;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hermescdc.core.model.Entry;
import org.hermescdc.plugin.handler.directory.LdapTarget;
import org.hermescdc.plugin.ldap.LdapValues;
import org.hermescdc.spi.HandlerException;

/**
 * Finds accounts by their names. Users and groups of Hermes are looked for below their own organizational unit only, so
 * that no other account of the domain is ever taken for one of them; they may stand deeper than they were made.
 */
final class AdDirectory {

    private static final String ACCOUNT_NAME = "sAMAccountName";
    private static final int NAMES_A_SEARCH = 200;

    private static final Filter USER = Filter.createANDFilter(
            Filter.createEqualityFilter("objectClass", "user"),
            Filter.createNOTFilter(Filter.createEqualityFilter("objectClass", "computer")));
    private static final Filter GROUP = Filter.createEqualityFilter("objectClass", "group");

    private final AdSettings settings;
    private final LdapTarget target;

    AdDirectory(AdSettings settings, LdapTarget target) {
        this.settings = settings;
        this.target = target;
    }

    /** The account name of a user or group. */
    static String accountName(String type, Entry object) {
        return LdapValues.single(type + " in Active Directory", AdNames.ACCOUNT_NAME, object.get(AdNames.ACCOUNT_NAME));
    }

    /** The name that the entry of a user or group has below its parent: {@code cn}, or else the account name. */
    static String entryName(String type, Entry object) {
        return LdapValues.of(AdNames.ENTRY_NAME, object.get(AdNames.ENTRY_NAME)).isEmpty()
                ? accountName(type, object)
                : LdapValues.single(type + " in Active Directory", AdNames.ENTRY_NAME, object.get(AdNames.ENTRY_NAME));
    }

    /** The DN of a user or group that is not made yet. */
    DN newDn(String type, Entry object) {
        return below(ou(type), rdn(entryName(type, object)));
    }

    /** The name of an entry below its parent. Active Directory wants {@code =} escaped too, which RFC 4514 does not ask. */
    static RDN rdn(String name) {
        String value = new RDN("CN", name).toString().substring("CN=".length());
        try {
            return new RDN("CN=" + value.replace("=", "\\3D"));
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    static DN below(DN parent, RDN name) {
        return parsed(name + "," + parent);
    }

    /** The user or group that has an account name. */
    Optional<AdAccount> find(String type, String accountName) {
        Filter filter = Filter.createANDFilter(filter(type), Filter.createEqualityFilter(ACCOUNT_NAME, accountName));
        return target.search(ou(type), filter, AdAccount.ATTRIBUTES).stream()
                .findFirst()
                .map(AdAccount::of);
    }

    /** The same; a failure if it is not there. */
    AdAccount get(String type, String accountName) {
        return find(type, accountName)
                .orElseThrow(() -> new HandlerException(
                        "there is no account '" + accountName + "' of " + type + " below " + ou(type)));
    }

    Optional<DN> dn(String type, Entry object) {
        return find(type, accountName(type, object)).map(AdAccount::dn);
    }

    /** The DN of any account of the domain, given by its name or already as DN. */
    DN anywhere(String attribute, String name) {
        if (name.indexOf('=') > 0 && DN.isValidDN(name)) {
            return parsed(name);
        }
        return target.names(settings.baseDn(), Filter.createEqualityFilter(ACCOUNT_NAME, name)).stream()
                .findFirst()
                .orElseThrow(() -> new HandlerException(
                        attribute + ": there is no account '" + name + "' below " + settings.baseDn() + " (yet)"));
    }

    /** The users among {@code names}, by name; those that are not there are left out. */
    Map<String, DN> users(List<String> names) {
        Map<String, DN> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int start = 0; start < names.size(); start += NAMES_A_SEARCH) {
            List<Filter> any = names.subList(start, Math.min(names.size(), start + NAMES_A_SEARCH)).stream()
                    .map(name -> Filter.createEqualityFilter(ACCOUNT_NAME, name))
                    .toList();
            Filter filter = Filter.createANDFilter(USER, Filter.createORFilter(any));
            target.search(settings.usersOu(), filter, ACCOUNT_NAME)
                    .forEach(entry -> found.put(entry.getAttributeValue(ACCOUNT_NAME), LdapTarget.name(entry)));
        }
        Map<String, DN> wanted = new LinkedHashMap<>();
        names.stream().filter(found::containsKey).forEach(name -> wanted.put(name, found.get(name)));
        return wanted;
    }

    /** The users, wherever they stand in the domain, that are members of a group themselves. */
    Collection<DN> userMembers(DN group) {
        Filter members = Filter.createANDFilter(USER, Filter.createEqualityFilter("memberOf", group.toString()));
        return target.names(settings.baseDn(), members);
    }

    private DN ou(String type) {
        return type.equals(AdNames.GROUPS) ? settings.groupsOu() : settings.usersOu();
    }

    private static Filter filter(String type) {
        return type.equals(AdNames.GROUPS) ? GROUP : USER;
    }

    private static DN parsed(String text) {
        try {
            return new DN(text);
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }
}

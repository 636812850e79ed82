package org.hermescdc.plugin.handler.ad;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hermescdc.core.model.Entry;
import org.hermescdc.plugin.handler.directory.LdapTarget;
import org.hermescdc.plugin.ldap.LdapValues;
import org.hermescdc.spi.HandlerContext;

/** What is written into the entries of users and groups. */
final class AdAttributes {

    private static final String ACCOUNT_NAME = "sAMAccountName";
    private static final String MUST_CHANGE = "0";
    private static final String SET_NOW = "-1";

    private final AdDirectory directory;
    private final LdapTarget target;
    private final Optional<String> upnSuffix;

    AdAttributes(AdDirectory directory, LdapTarget target, Optional<String> upnSuffix) {
        this.directory = directory;
        this.target = target;
        this.upnSuffix = upnSuffix;
    }

    /** All that a new entry has; a user is still disabled. */
    List<Attribute> ofNew(String type, Entry object) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(new Attribute(ACCOUNT_NAME, AdDirectory.accountName(type, object)));
        attributes.addAll(AdForm.attributes(type, object));
        if (type.equals(AdNames.USERS)) {
            attributes.add(new Attribute("objectClass", "user"));
            attributes.add(new Attribute(AdAccount.CONTROL, String.valueOf(AdAccount.NEW)));
            madePrincipalName(object).ifPresent(name -> attributes.add(new Attribute(AdAccount.PRINCIPAL_NAME, name)));
        } else {
            attributes.add(new Attribute("objectClass", "group"));
            attributes.add(new Attribute(AdAccount.GROUP_TYPE, String.valueOf(GroupType.of(object, GroupType.NEW))));
        }
        return attributes;
    }

    /**
     * Gives an entry the values that an object has for {@code names}.
     *
     * @param account the entry, as it was read
     * @param dn where it stands now
     */
    void write(HandlerContext context, String type, AdAccount account, DN dn, Collection<String> names, Entry object) {
        List<Modification> changes = new ArrayList<>(AdForm.changes(type, names, object));
        if (type.equals(AdNames.USERS)) {
            changes.addAll(login(account, names, object));
            principalName(changes, account, object);
        }
        target.set(context, dn, changes);
        if (type.equals(AdNames.GROUPS) && (names.contains(AdNames.CATEGORY) || names.contains(AdNames.SCOPE))) {
            int current = account.groupType();
            for (int next : GroupType.way(current, GroupType.of(object, current))) {
                target.modify(context, dn, List.of(AdForm.replacement(AdAccount.GROUP_TYPE, String.valueOf(next))));
            }
        }
    }

    /** What lets a user log in or not, as far as {@code names} say so; nothing else of the account is touched. */
    List<Modification> login(AdAccount account, Collection<String> names, Entry user) {
        List<Modification> changes = new ArrayList<>();
        int control = AdForm.control(account.control(), names, user);
        if (control != account.control()) {
            changes.add(AdForm.replacement(AdAccount.CONTROL, String.valueOf(control)));
        }
        if (names.contains(AdNames.PASSWORD_CHANGE)) {
            boolean mustChange = AdForm.flag(AdNames.PASSWORD_CHANGE, user, false);
            if (mustChange != account.wantsAPassword()) {
                changes.add(AdForm.replacement(AdAccount.PASSWORD_SET, mustChange ? MUST_CHANGE : SET_NOW));
            }
        }
        return changes;
    }

    /** The account name of a renamed object, and the principal name if that was made from it. */
    List<Modification> names(String type, AdAccount account, String before, Entry object) {
        List<Modification> changes = new ArrayList<>();
        changes.add(AdForm.replacement(ACCOUNT_NAME, AdDirectory.accountName(type, object)));
        if (type.equals(AdNames.USERS)
                && upnSuffix
                        .filter(suffix -> account.hasPrincipalName(before + "@" + suffix))
                        .isPresent()) {
            madePrincipalName(object)
                    .ifPresent(name -> changes.add(AdForm.replacement(AdAccount.PRINCIPAL_NAME, name)));
        }
        return changes;
    }

    /** The attributes among {@code names} that name other accounts, as DNs. */
    List<Modification> accounts(String type, Collection<String> names, Entry object) {
        List<Modification> changes = new ArrayList<>();
        for (String name : names) {
            if (AdNames.find(type, name).orElse(null) instanceof AdAttribute.Account account) {
                String[] dns = LdapValues.of(name, object.get(name)).stream()
                        .map(value ->
                                directory.anywhere(name, value.stringValue()).toString())
                        .toArray(String[]::new);
                changes.add(new Modification(ModificationType.REPLACE, account.name(), dns));
            }
        }
        return changes;
    }

    private Optional<String> madePrincipalName(Entry user) {
        return LdapValues.of(AdNames.PRINCIPAL_NAME, user.get(AdNames.PRINCIPAL_NAME))
                        .isEmpty()
                ? upnSuffix.map(suffix -> AdDirectory.accountName(AdNames.USERS, user) + "@" + suffix)
                : Optional.empty();
    }

    /** Where there is none any more: the one that is made, if any is; Samba knows no other way to take it away. */
    private void principalName(List<Modification> changes, AdAccount account, Entry user) {
        boolean goes = changes.removeIf(change -> change.getAttributeName().equalsIgnoreCase(AdAccount.PRINCIPAL_NAME)
                && change.getRawValues().length == 0);
        if (goes) {
            madePrincipalName(user)
                    .map(name -> AdForm.replacement(AdAccount.PRINCIPAL_NAME, name))
                    .or(() -> account.hasPrincipalName()
                            ? Optional.of(new Modification(ModificationType.DELETE, AdAccount.PRINCIPAL_NAME))
                            : Optional.empty())
                    .ifPresent(changes::add);
        }
    }
}

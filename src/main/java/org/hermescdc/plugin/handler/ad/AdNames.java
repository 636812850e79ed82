package org.hermescdc.plugin.handler.ad;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hermescdc.plugin.handler.ad.AdAttribute.Account;
import org.hermescdc.plugin.handler.ad.AdAttribute.Category;
import org.hermescdc.plugin.handler.ad.AdAttribute.ControlBit;
import org.hermescdc.plugin.handler.ad.AdAttribute.Expiry;
import org.hermescdc.plugin.handler.ad.AdAttribute.PasswordChange;
import org.hermescdc.plugin.handler.ad.AdAttribute.Plain;
import org.hermescdc.plugin.handler.ad.AdAttribute.Scope;

/**
 * The names that local attributes of Users and Groups may have: parameters of the PowerShell commands New-ADUser and
 * New-ADGroup, which begin with a capital and all stand here, and names of LDAP attributes, which begin with a small letter.
 */
final class AdNames {

    static final String USERS = "Users";
    static final String GROUPS = "Groups";

    static final String ACCOUNT_NAME = "SamAccountName";
    static final String ENTRY_NAME = "cn";
    static final String PRINCIPAL_NAME = "UserPrincipalName";
    static final String ENABLED = "Enabled";
    static final String PASSWORD_CHANGE = "ChangePasswordAtLogon";
    static final String EXPIRY = "AccountExpirationDate";
    static final String CATEGORY = "GroupCategory";
    static final String SCOPE = "GroupScope";

    /** Keys of objects, known to Hermes alone. */
    private static final Set<String> NEVER_STORED = Set.of("user_pkey", "group_pkey", "subgroup_pkey");

    private static final String RESERVED = "_pkey_";

    private static final Map<String, AdAttribute> OF_BOTH = plain(Map.ofEntries(
            Map.entry("City", "l"),
            Map.entry("Company", "company"),
            Map.entry("Country", "c"),
            Map.entry("Department", "department"),
            Map.entry("Description", "description"),
            Map.entry("DisplayName", "displayName"),
            Map.entry("Division", "division"),
            Map.entry("EmailAddress", "mail"),
            Map.entry("EmployeeID", "employeeID"),
            Map.entry("EmployeeNumber", "employeeNumber"),
            Map.entry("Fax", "facsimileTelephoneNumber"),
            Map.entry("GivenName", "givenName"),
            Map.entry("HomeDirectory", "homeDirectory"),
            Map.entry("HomeDrive", "homeDrive"),
            Map.entry("HomePage", "wWWHomePage"),
            Map.entry("HomePhone", "homePhone"),
            Map.entry("LogonWorkstations", "userWorkstations"),
            Map.entry("MobilePhone", "mobile"),
            Map.entry("Office", "physicalDeliveryOfficeName"),
            Map.entry("OfficePhone", "telephoneNumber"),
            Map.entry("Organization", "o"),
            Map.entry("OtherName", "middleName"),
            Map.entry("POBox", "postOfficeBox"),
            Map.entry("PostalCode", "postalCode"),
            Map.entry("ProfilePath", "profilePath"),
            Map.entry(ACCOUNT_NAME, "sAMAccountName"),
            Map.entry("ScriptPath", "scriptPath"),
            Map.entry("State", "st"),
            Map.entry("StreetAddress", "streetAddress"),
            Map.entry("Surname", "sn"),
            Map.entry("Title", "title"),
            Map.entry(PRINCIPAL_NAME, "userPrincipalName")));

    private static final Map<String, AdAttribute> OF_USERS = with(Map.of(
            EXPIRY,
            new Expiry(),
            ENABLED,
            new ControlBit(AdAccount.DISABLED, false, true),
            "PasswordNeverExpires",
            new ControlBit(0x10000, true, false),
            "SmartcardLogonRequired",
            new ControlBit(0x40000, true, false),
            PASSWORD_CHANGE,
            new PasswordChange(),
            "Manager",
            new Account("manager")));

    private static final Map<String, AdAttribute> OF_GROUPS =
            with(Map.of(CATEGORY, new Category(), SCOPE, new Scope(), "ManagedBy", new Account("managedBy")));

    /** LDAP attributes that are not set by name, and what to do instead. */
    private static final Map<String, String> REFUSED = refused(Map.of(
            "sAMAccountName", "it is called SamAccountName here",
            "userAccountControl", "use Enabled, PasswordNeverExpires, SmartcardLogonRequired",
            "unicodePwd", "passwords are those of the local type UserPasswords",
            "userPassword", "passwords are those of the local type UserPasswords",
            "member", "members are those of GroupsMembers, MembersOfGroups and SubGroupsMembers",
            "memberOf", "members are those of GroupsMembers, MembersOfGroups and SubGroupsMembers",
            "objectClass", "Active Directory's user and group are meant",
            "distinguishedName", "the entry is named by cn, or else by SamAccountName",
            "name", "the entry is named by cn, or else by SamAccountName"));

    private AdNames() {}

    /** All PowerShell names that a type knows. */
    static Set<String> parameters(String type) {
        return of(type).keySet();
    }

    /** How an attribute of Users or Groups is kept; empty for those that are not. */
    static Optional<AdAttribute> find(String type, String name) {
        if (isKey(name)) {
            return Optional.empty();
        }
        AdAttribute known = of(type).get(name);
        return Optional.of(known == null ? new Plain(name) : known);
    }

    /** Whether an attribute is the key of an object: those are never stored. */
    static boolean isKey(String name) {
        return NEVER_STORED.contains(name) || name.startsWith(RESERVED);
    }

    /** Whether a name looks like a parameter of a PowerShell command. */
    static boolean isParameter(String name) {
        return !name.isEmpty() && Character.isUpperCase(name.charAt(0));
    }

    /** Why a name cannot be used; empty if it can. */
    static Optional<String> refusal(String type, String name) {
        if (isParameter(name)) {
            return of(type).containsKey(name)
                    ? Optional.empty()
                    : Optional.of("does not know the attribute '" + name + "'; known: "
                            + String.join(", ", parameters(type)) + ", and names of LDAP attributes, which begin with a"
                            + " small letter");
        }
        return Optional.ofNullable(REFUSED.get(name)).map(instead -> "does not set '" + name + "': " + instead);
    }

    /** The attributes of a type that are bits of {@code userAccountControl}. */
    static Map<String, ControlBit> controlBits() {
        Map<String, ControlBit> bits = new TreeMap<>();
        OF_USERS.forEach((name, attribute) -> {
            if (attribute instanceof ControlBit bit) {
                bits.put(name, bit);
            }
        });
        return bits;
    }

    private static Map<String, AdAttribute> of(String type) {
        return type.equals(GROUPS) ? OF_GROUPS : OF_USERS;
    }

    private static Map<String, AdAttribute> plain(Map<String, String> names) {
        Map<String, AdAttribute> attributes = new TreeMap<>();
        names.forEach((parameter, name) -> attributes.put(parameter, new Plain(name)));
        return attributes;
    }

    private static Map<String, AdAttribute> with(Map<String, AdAttribute> more) {
        Map<String, AdAttribute> all = new TreeMap<>(OF_BOTH);
        all.putAll(more);
        return all;
    }

    private static Map<String, String> refused(Map<String, String> names) {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(names);
        return anyCase;
    }
}

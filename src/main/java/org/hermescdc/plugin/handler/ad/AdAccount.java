package org.hermescdc.plugin.handler.ad;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.SearchResultEntry;
import org.hermescdc.plugin.handler.directory.LdapTarget;

/** The entry of a user or a group, as it was when it was read. */
record AdAccount(DN dn, SearchResultEntry entry) {

    /** Bit of {@code userAccountControl}: nobody can log in. */
    static final int DISABLED = 0x2;

    /** {@code userAccountControl} of a new account: an ordinary one, still disabled. */
    static final int NEW = 0x202;

    static final String CONTROL = "userAccountControl";
    static final String PASSWORD_SET = "pwdLastSet";
    static final String GROUP_TYPE = "groupType";
    static final String PRINCIPAL_NAME = "userPrincipalName";

    /** What is read of an entry. */
    static final String[] ATTRIBUTES = {CONTROL, PASSWORD_SET, GROUP_TYPE, PRINCIPAL_NAME};

    static AdAccount of(SearchResultEntry entry) {
        return new AdAccount(LdapTarget.name(entry), entry);
    }

    /** The name of the entry below its parent. */
    String name() {
        return dn.getRDN().getAttributeValues()[0];
    }

    int control() {
        Integer value = entry.getAttributeValueAsInteger(CONTROL);
        return value == null ? NEW : value;
    }

    boolean isDisabled() {
        return (control() & DISABLED) != 0;
    }

    /** Whether the password must be changed, or was never set. */
    boolean wantsAPassword() {
        Long set = entry.getAttributeValueAsLong(PASSWORD_SET);
        return set == null || set == 0;
    }

    int groupType() {
        Integer value = entry.getAttributeValueAsInteger(GROUP_TYPE);
        return value == null ? GroupType.NEW : value;
    }

    boolean hasPrincipalName() {
        return entry.hasAttribute(PRINCIPAL_NAME);
    }

    boolean hasPrincipalName(String name) {
        return name.equalsIgnoreCase(entry.getAttributeValue(PRINCIPAL_NAME));
    }
}

package org.hermescdc.plugin.handler.ad;

/** How a local attribute is kept in Active Directory. */
sealed interface AdAttribute {

    /** As the values of the LDAP attribute {@code name}. */
    record Plain(String name) implements AdAttribute {}

    /** As the DN of an account in the LDAP attribute {@code name}. */
    record Account(String name) implements AdAttribute {}

    /**
     * As a bit of {@code userAccountControl}.
     *
     * @param setFor the value of the local attribute for which the bit is set
     * @param absent the value that the local attribute has where it has none
     */
    record ControlBit(int mask, boolean setFor, boolean absent) implements AdAttribute {}

    /** As a number of ticks in {@code accountExpires}. */
    record Expiry() implements AdAttribute {}

    /** As {@code pwdLastSet}: 0 while the password must be changed. */
    record PasswordChange() implements AdAttribute {}

    /** As a bit of {@code groupType}: whether access can be granted to the group. */
    record Category() implements AdAttribute {}

    /** As one of several bits of {@code groupType}: where the group is known. */
    record Scope() implements AdAttribute {}

    /** The LDAP attribute that it changes. */
    default String ldapName() {
        if (this instanceof Plain plain) {
            return plain.name();
        }
        if (this instanceof Account account) {
            return account.name();
        }
        if (this instanceof Expiry) {
            return "accountExpires";
        }
        return this instanceof PasswordChange
                ? "pwdLastSet"
                : this instanceof ControlBit ? "userAccountControl" : "groupType";
    }

    /** Whether it is only a part of that LDAP attribute. */
    default boolean isPart() {
        return this instanceof ControlBit || this instanceof Category || this instanceof Scope;
    }
}

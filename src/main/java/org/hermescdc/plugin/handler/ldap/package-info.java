/** The client plugin {@code usersgroups_ldap}: users, groups, memberships and passwords in an LDAP directory. */
package org.hermescdc.plugin.handler.ldap;

/**
 * The client plugins {@code usersgroups_ad} and {@code usersgroups_adpypsrp}: users, groups, memberships and passwords in
 * Active Directory, over LDAPS.
 */
package org.hermescdc.plugin.handler.ad;

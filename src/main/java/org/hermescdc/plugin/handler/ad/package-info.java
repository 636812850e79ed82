/** The client plugins {@code usersgroups_ad} and {@code usersgroups_adpypsrp}: Active Directory, over LDAPS. */
package org.hermescdc.plugin.handler.ad;

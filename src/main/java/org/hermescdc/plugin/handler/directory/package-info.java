/** Users and groups in directories: what the targets for LDAP and for Active Directory have in common. */
package org.hermescdc.plugin.handler.directory;

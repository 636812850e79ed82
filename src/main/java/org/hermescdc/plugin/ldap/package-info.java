/** LDAP directories: what sources and targets have in common. */
package org.hermescdc.plugin.ldap;

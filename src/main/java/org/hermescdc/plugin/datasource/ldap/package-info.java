/** The datasource {@code ldap}. */
package org.hermescdc.plugin.datasource.ldap;

/** The datasource {@code camel}: whatever Camel has a component for. */
package org.hermescdc.plugin.datasource.camel;

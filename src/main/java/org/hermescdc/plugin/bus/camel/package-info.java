/** The bus {@code camel}: any Camel endpoint that keeps messages in order and numbers them, for one that has no bus of its own. */
package org.hermescdc.plugin.bus.camel;

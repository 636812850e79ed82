/** The plugins that ship with Hermes. */
package org.hermescdc.plugin;

/** Targets: what clients apply the events to. */
package org.hermescdc.plugin.handler;

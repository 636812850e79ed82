/** Attribute filters: functions for templates. */
package org.hermescdc.plugin.filter;

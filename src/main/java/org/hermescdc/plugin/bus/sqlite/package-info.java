/** The embedded bus: one SQLite file that several programs on a host share (spec/03). */
package org.hermescdc.plugin.bus.sqlite;

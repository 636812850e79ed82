/** Command line, control socket, logs, status and single-instance locks. */
package org.hermescdc.ops;

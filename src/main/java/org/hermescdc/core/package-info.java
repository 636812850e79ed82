/** The domain in plain Java: no Camel, no I/O, no clock of its own. */
package org.hermescdc.core;

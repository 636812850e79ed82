/** Two states become their changes; a state and its changes become the next state. */
package org.hermescdc.core.diff;

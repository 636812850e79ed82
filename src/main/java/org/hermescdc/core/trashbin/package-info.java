/** Objects that were removed but are kept for a while. */
package org.hermescdc.core.trashbin;

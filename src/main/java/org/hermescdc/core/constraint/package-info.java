/** Merge and integrity constraints: which entries stay. */
package org.hermescdc.core.constraint;

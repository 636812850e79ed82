/** What failed and waits for its retry, in order per object. */
package org.hermescdc.core.errorqueue;

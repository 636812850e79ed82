/** Runs the worked examples of the documentation. */
package org.hermescdc.docs;

/** Remote objects and events become local ones. */
package org.hermescdc.core.translate;

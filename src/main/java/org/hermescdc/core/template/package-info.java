/** Jinja templates with Python's native results. */
package org.hermescdc.core.template;

/** The datasource {@code oracle}. */
package org.hermescdc.plugin.datasource.oracle;

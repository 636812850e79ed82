/** Rows from JSON, for the datasources {@code file} and {@code http}. */
package org.hermescdc.plugin.datasource.json;

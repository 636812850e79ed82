/** The datasource {@code file}. */
package org.hermescdc.plugin.datasource.file;

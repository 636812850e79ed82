/** The datasource {@code http}. */
package org.hermescdc.plugin.datasource.http;

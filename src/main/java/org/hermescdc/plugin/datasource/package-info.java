/** Sources: databases read by the server. */
package org.hermescdc.plugin.datasource;

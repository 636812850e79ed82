/** Message buses between the server and its clients. */
package org.hermescdc.plugin.bus;

/** Events, and their JSON form on the bus and in cache files. */
package org.hermescdc.core.event;

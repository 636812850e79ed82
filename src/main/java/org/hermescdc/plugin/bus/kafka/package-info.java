/** The bus {@code kafka}. */
package org.hermescdc.plugin.bus.kafka;

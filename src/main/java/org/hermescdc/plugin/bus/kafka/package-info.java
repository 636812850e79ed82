/** The bus {@code kafka}: one topic with one partition; Camel sends and polls, the classes here watch over it. */
package org.hermescdc.plugin.bus.kafka;

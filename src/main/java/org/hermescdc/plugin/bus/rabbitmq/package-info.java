/** The bus {@code rabbitmq}: a stream queue, through AMQP 0-9-1. */
package org.hermescdc.plugin.bus.rabbitmq;

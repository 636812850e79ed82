package org.hermescdc.camel.client;

/**
 * The two states of one type.
 *
 * @param plain as successfully processed: what the target has
 * @param complete as it will be once the error queue is empty
 */
record Twins(Collection plain, Collection complete) {}

package org.hermescdc.bench;

/**
 * A piece of work and the one that it is compared with.
 *
 * @param held closed after the last round
 */
record Pair(Work baseline, Work measure, AutoCloseable held) {}

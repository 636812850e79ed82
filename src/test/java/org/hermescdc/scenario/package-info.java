/** Replays recorded scenarios (src/test/vectors/scenarios) on the real server and client, and compares all that shows. */
package org.hermescdc.scenario;

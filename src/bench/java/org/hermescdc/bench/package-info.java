/** {@code ./hermes bench}: each measure of docs/performance.md beside its baseline, in one run. */
package org.hermescdc.bench;

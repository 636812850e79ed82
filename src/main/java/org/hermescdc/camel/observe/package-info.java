/** What a running program shows of itself: its times and counts, health, metrics, and the status page. */
package org.hermescdc.camel.observe;

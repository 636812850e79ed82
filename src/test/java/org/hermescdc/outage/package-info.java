/** What goes wrong with sources, buses and targets: docs/reference/outages.md, and the tests behind each of its lines. */
package org.hermescdc.outage;

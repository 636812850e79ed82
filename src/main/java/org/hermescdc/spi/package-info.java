/** What a plugin implements: sources, buses, targets and attribute filters, each with the schema of its settings. */
package org.hermescdc.spi;

/** The TLS of plugins: PEM files in, what Java's libraries want out. */
package org.hermescdc.plugin.tls;

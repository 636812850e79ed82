/** The configuration files: one record per section, all problems reported at once. */
package org.hermescdc.config;

/** The demonstration: a university whose changes travel from a database to a directory and to files. */
package org.hermescdc.demo;

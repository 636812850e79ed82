/** The server killed at each step that leaves something behind, and its cache and bus failing there. */
package org.hermescdc.crash;

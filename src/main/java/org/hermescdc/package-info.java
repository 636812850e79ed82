/** The two programs, server and client, and the main class that starts them. */
package org.hermescdc;

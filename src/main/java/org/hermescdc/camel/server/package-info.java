/** The steps of the server's routes: one bean a step, named by the verb of the documented workflow. */
package org.hermescdc.camel.server;

/** Hands changes of local objects to the handlers of the client plugin: Java methods and YAML routes alike. */
package org.hermescdc.camel.handler;

/** The client plugin {@code webservice}: any web service that is told of changes by HTTP calls. */
package org.hermescdc.plugin.handler.webservice;

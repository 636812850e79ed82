/** The client's flow: what its routes do step by step, and the cache that they share. */
package org.hermescdc.camel.client;

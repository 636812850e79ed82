/** Thin beans, one per step of the routes; with {@code plugin} the only package that knows Camel. */
package org.hermescdc.camel;

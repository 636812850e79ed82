/** Tells operators of changes, by mail and whatever other channel {@code routes/notify.camel.yaml} has. */
package org.hermescdc.camel.notify;

/** The client plugin {@code usersgroups_kadmin_heimdal}: principals and passwords in a Heimdal Kerberos realm. */
package org.hermescdc.plugin.handler.kadmin;

/** The client plugin {@code usersgroups_null}: logs what a real one would be told. */
package org.hermescdc.plugin.handler.nothing;

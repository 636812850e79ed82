/** The client plugin {@code usersgroups_flatfiles_emails_of_groups}: a text file per group with the mails of its members. */
package org.hermescdc.plugin.handler.flatfiles;

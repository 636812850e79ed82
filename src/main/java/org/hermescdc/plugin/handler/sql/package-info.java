/** The client plugin {@code sql}: tables of any database that has a JDBC driver. */
package org.hermescdc.plugin.handler.sql;

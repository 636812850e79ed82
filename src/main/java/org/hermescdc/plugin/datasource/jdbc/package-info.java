/** Databases as sources, through JDBC: SQLite and PostgreSQL, and what every other database builds on. */
package org.hermescdc.plugin.datasource.jdbc;

package org.hermescdc.plugin.datasource.jdbc;

/** How the queries of a database name their parameters. */
enum ParameterStyle {
    /** {@code :name}; casts ({@code ::type}) are no parameters. */
    COLON,
    /** {@code %(name)s}, and {@code %%} for a percent sign. */
    PERCENT
}

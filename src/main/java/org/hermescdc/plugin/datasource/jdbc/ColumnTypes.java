package org.hermescdc.plugin.datasource.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** The types of a database: how the values of each column become those of {@link org.hermescdc.core.model.Values}. */
interface ColumnTypes {

    /** Reads the value of one column in the current row. */
    interface Reader {
        Object read(ResultSet row, int column) throws SQLException;
    }

    /**
     * The reader of a column, chosen once for all rows of a result.
     *
     * @param column from 1
     * @throws SQLException if the column has a type that Hermes has no values for; it names column and type
     */
    Reader reader(ResultSetMetaData columns, int column) throws SQLException;

    /** What {@link #reader} throws. */
    static SQLException refused(ResultSetMetaData columns, int column, String type) throws SQLException {
        return new SQLException("column '" + columns.getColumnLabel(column) + "' has the type " + type
                + ", which Hermes has no values for; cast it in the query, for example to text");
    }
}

package org.hermescdc.plugin.datasource.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Set;
import org.hermescdc.core.model.Values;

/**
 * SQLite's types: each value has its own, whatever its column says: int, float, text, blob. Only columns of a table that
 * are declared DATETIME, TIMESTAMP or DATE hold datetimes, as ISO text.
 */
enum SqliteTypes implements ColumnTypes {
    INSTANCE;

    private static final Set<String> DATETIMES = Set.of("DATETIME", "TIMESTAMP", "DATE");

    @Override
    public Reader reader(ResultSetMetaData columns, int column) throws SQLException {
        String declared = columns.getColumnTypeName(column).split("[ (]", 2)[0].toUpperCase(Locale.ROOT);
        return DATETIMES.contains(declared)
                ? (row, index) -> datetime(row, index, columns.getColumnLabel(index), declared)
                : (row, index) -> Values.normalize(row.getObject(index));
    }

    private static LocalDateTime datetime(ResultSet row, int column, String name, String declared) throws SQLException {
        Object value = row.getObject(column);
        if (value == null) {
            return null;
        }
        try {
            return IsoDatetime.parse(value.toString());
        } catch (DateTimeException e) {
            throw new SQLException(
                    "row " + row.getRow() + ", column '" + name + "', declared " + declared
                            + ": found a value that is no ISO date or datetime",
                    e);
        }
    }
}

package org.hermescdc.plugin.datasource.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;

/**
 * Oracle's types, by the numbers that its driver has for those that JDBC does not know (docs/reference/source-oracle.md has
 * the table).
 *
 * @param decimals what becomes of numbers with a scale
 */
record OracleTypes(Decimals decimals) implements ColumnTypes {

    private static final int TIMESTAMP_WITH_TIME_ZONE = -101;
    private static final int TIMESTAMP_WITH_LOCAL_TIME_ZONE = -102;
    private static final int BINARY_FLOAT = 100;
    private static final int BINARY_DOUBLE = 101;
    private static final int BOOLEAN = 252;

    /** What the driver tells of a column that is declared as NUMBER alone, and of FLOAT. */
    private static final int NO_SCALE = -127;

    @Override
    public Reader reader(ResultSetMetaData columns, int column) throws SQLException {
        return switch (columns.getColumnType(column)) {
            case Types.NUMERIC, Types.DECIMAL -> number(columns.getPrecision(column), columns.getScale(column));
            case BINARY_FLOAT ->
                (row, index) -> {
                    float value = row.getFloat(index);
                    return row.wasNull() ? null : Double.valueOf(Float.toString(value));
                };
            case BINARY_DOUBLE ->
                (row, index) -> {
                    double value = row.getDouble(index);
                    return row.wasNull() ? null : (Object) value;
                };
            case TIMESTAMP_WITH_TIME_ZONE -> StandardTypes::zonedDatetime;
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE, Types.DATE -> Readers::datetime;
            case BOOLEAN -> Readers::bool;
            default -> new StandardTypes(decimals).reader(columns, column);
        };
    }

    /** NUMBER alone holds whole numbers and fractions: each value is told as what it is. */
    private Reader number(int precision, int scale) {
        boolean whole = scale == NO_SCALE ? precision == 0 : scale <= 0;
        return whole ? Readers.whole(decimals) : Readers.decimal(decimals);
    }
}

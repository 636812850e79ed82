package org.hermescdc.plugin.datasource.jdbc;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Values;

/** Reads columns whose values JDBC gives alike for every database. */
final class Readers {

    private Readers() {}

    static Object nothing(ResultSet row, int column) {
        return null;
    }

    /** Whatever the driver has for the column, if it is a value of Hermes. */
    static Object plain(ResultSet row, int column) throws SQLException {
        return Values.normalize(row.getObject(column));
    }

    static Object bytes(ResultSet row, int column) throws SQLException {
        return Values.normalize(row.getBytes(column));
    }

    static Object bool(ResultSet row, int column) throws SQLException {
        boolean value = row.getBoolean(column);
        return row.wasNull() ? null : (Object) value;
    }

    /** A number of any size; one with a fraction stays what {@code decimals} makes of it. */
    static ColumnTypes.Reader whole(Decimals decimals) {
        return (row, column) -> {
            BigDecimal number = row.getBigDecimal(column);
            return number == null
                    ? null
                    : isWhole(number) ? Values.integer(number.toBigInteger()) : decimals.value(number);
        };
    }

    static ColumnTypes.Reader decimal(Decimals decimals) {
        return (row, column) -> {
            BigDecimal number = row.getBigDecimal(column);
            return number == null ? null : decimals.value(number);
        };
    }

    static Object datetime(ResultSet row, int column) throws SQLException {
        return within(row, column, row.getObject(column, LocalDateTime.class));
    }

    static Object date(ResultSet row, int column) throws SQLException {
        LocalDate value = row.getObject(column, LocalDate.class);
        return within(row, column, value == null ? null : value.atStartOfDay());
    }

    /** A datetime as Hermes has it: in the years 1 to 9999, cut to the second. */
    static Object within(ResultSet row, int column, LocalDateTime value) throws SQLException {
        if (value != null && (value.getYear() < 1 || value.getYear() > 9999)) {
            throw new SQLException(place(row, column) + ": found a datetime outside the years 1 to 9999");
        }
        return Values.normalize(value);
    }

    static Object json(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        try {
            return text == null ? null : Values.normalize(ValueJson.parseForeign(text));
        } catch (IOException e) {
            throw new SQLException(place(row, column) + ": found JSON that cannot be read", e);
        }
    }

    /** An array of several dimensions is a list of lists. */
    static ColumnTypes.Reader list(ColumnTypes types) {
        return (row, column) -> {
            Array array = row.getArray(column);
            if (array == null) {
                return null;
            }
            List<Object> items = new ArrayList<>();
            try (ResultSet elements = array.getResultSet()) {
                ColumnTypes.Reader reader = types.reader(elements.getMetaData(), 2);
                while (elements.next()) {
                    items.add(reader.read(elements, 2));
                }
            }
            return items;
        };
    }

    private static boolean isWhole(BigDecimal number) {
        return number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
    }

    private static String place(ResultSet row, int column) throws SQLException {
        return "row " + row.getRow() + ", column '" + row.getMetaData().getColumnLabel(column) + "'";
    }
}

package org.hermescdc.plugin.datasource.jdbc;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Values;

/**
 * PostgreSQL's types, by their names (docs/reference/datasources.md has the table).
 *
 * @param decimals what becomes of numeric values with a scale
 * @param zone of the session: {@code timestamptz} values are told in it, and lose it
 */
record PostgresqlTypes(Decimals decimals, ZoneId zone) implements ColumnTypes {

    @Override
    public Reader reader(ResultSetMetaData columns, int column) throws SQLException {
        String type = columns.getColumnTypeName(column);
        if (type.startsWith("_")) {
            return this::list;
        }
        return switch (type) {
            case "int2",
                    "int4",
                    "int8",
                    "smallserial",
                    "serial",
                    "bigserial",
                    "oid",
                    "float4",
                    "float8",
                    "bool",
                    "bytea" -> (row, index) -> Values.normalize(row.getObject(index));
            case "numeric" -> isWhole(columns, column) ? PostgresqlTypes::whole : this::decimal;
            case "timestamp" -> PostgresqlTypes::datetime;
            case "timestamptz" -> this::zonedDatetime;
            case "date" -> PostgresqlTypes::date;
            case "json", "jsonb" -> PostgresqlTypes::json;
            case "void" -> (row, index) -> null;
            case "text",
                    "varchar",
                    "bpchar",
                    "char",
                    "name",
                    "citext",
                    "uuid",
                    "time",
                    "timetz",
                    "inet",
                    "cidr",
                    "macaddr",
                    "xml" -> ResultSet::getString;
            default -> other(columns, column, type);
        };
    }

    /** Only enumerations are left, whose names are their own. */
    private static Reader other(ResultSetMetaData columns, int column, String type) throws SQLException {
        if (columns.getColumnType(column) == java.sql.Types.VARCHAR) {
            return ResultSet::getString;
        }
        throw new SQLException("column '" + columns.getColumnLabel(column) + "' has the type " + type
                + ", which Hermes has no values for; cast it in the query, for example to text");
    }

    private static boolean isWhole(ResultSetMetaData columns, int column) throws SQLException {
        return columns.getPrecision(column) > 0 && columns.getScale(column) == 0;
    }

    private static Object whole(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null
                ? null
                : isFinite(text) ? Values.integer(new BigDecimal(text).toBigInteger()) : Double.valueOf(text);
    }

    private Object decimal(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : isFinite(text) ? decimals.value(new BigDecimal(text)) : Double.valueOf(text);
    }

    private static boolean isFinite(String number) {
        return !number.endsWith("NaN") && !number.endsWith("Infinity");
    }

    private static Object datetime(ResultSet row, int column) throws SQLException {
        return within(row, column, row.getObject(column, LocalDateTime.class));
    }

    private Object zonedDatetime(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        boolean infinite = OffsetDateTime.MAX.equals(value) || OffsetDateTime.MIN.equals(value);
        return within(
                row,
                column,
                value == null
                        ? null
                        : infinite
                                ? value.toLocalDateTime()
                                : value.atZoneSameInstant(zone).toLocalDateTime());
    }

    private static Object date(ResultSet row, int column) throws SQLException {
        LocalDate value = row.getObject(column, LocalDate.class);
        return within(row, column, value == null ? null : value.atStartOfDay());
    }

    private static Object within(ResultSet row, int column, LocalDateTime value) throws SQLException {
        if (value != null && (value.getYear() < 1 || value.getYear() > 9999)) {
            throw new SQLException("row " + row.getRow() + ", column '"
                    + row.getMetaData().getColumnLabel(column) + "': found a datetime outside the years 1 to 9999");
        }
        return Values.normalize(value);
    }

    private static Object json(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        try {
            return text == null ? null : Values.normalize(ValueJson.parse(text));
        } catch (IOException e) {
            throw new SQLException(
                    "row " + row.getRow() + ", column '" + row.getMetaData().getColumnLabel(column)
                            + "': found JSON that cannot be read",
                    e);
        }
    }

    /** An array of several dimensions is a list of lists. */
    private Object list(ResultSet row, int column) throws SQLException {
        Array array = row.getArray(column);
        if (array == null) {
            return null;
        }
        List<Object> items = new ArrayList<>();
        try (ResultSet elements = array.getResultSet()) {
            Reader reader = reader(elements.getMetaData(), 2);
            while (elements.next()) {
                items.add(reader.read(elements, 2));
            }
        }
        return items;
    }
}

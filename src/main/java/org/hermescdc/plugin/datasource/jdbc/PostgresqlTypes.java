package org.hermescdc.plugin.datasource.jdbc;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.hermescdc.core.model.Values;

/**
 * PostgreSQL's types, by their names (docs/reference/source-postgresql.md has the table).
 *
 * @param decimals what becomes of numeric values with a scale
 * @param zone of the session: {@code timestamptz} values are told in it, and lose it
 */
record PostgresqlTypes(Decimals decimals, ZoneId zone) implements ColumnTypes {

    @Override
    public Reader reader(ResultSetMetaData columns, int column) throws SQLException {
        String type = columns.getColumnTypeName(column);
        if (type.startsWith("_")) {
            return Readers.list(this);
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
                    "bytea" -> Readers::plain;
            case "numeric" -> isWhole(columns, column) ? PostgresqlTypes::whole : this::decimal;
            case "timestamp" -> Readers::datetime;
            case "timestamptz" -> this::zonedDatetime;
            case "date" -> Readers::date;
            case "json", "jsonb" -> Readers::json;
            case "void" -> Readers::nothing;
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
        throw ColumnTypes.refused(columns, column, type);
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

    private Object zonedDatetime(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        boolean infinite = OffsetDateTime.MAX.equals(value) || OffsetDateTime.MIN.equals(value);
        return Readers.within(
                row,
                column,
                value == null
                        ? null
                        : infinite
                                ? value.toLocalDateTime()
                                : value.atZoneSameInstant(zone).toLocalDateTime());
    }
}

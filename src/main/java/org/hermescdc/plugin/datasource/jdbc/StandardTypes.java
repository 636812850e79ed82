package org.hermescdc.plugin.datasource.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;

/**
 * The types of JDBC's standard, and the few that databases have beside them and tell by name only
 * (docs/reference/source-jdbc.md has the table).
 *
 * @param decimals what becomes of decimal numbers with a scale
 */
record StandardTypes(Decimals decimals) implements ColumnTypes {

    /** What drivers tell as bytes, in a form of their own. */
    private static final Set<String> GEOMETRIES = Set.of(
            "GEOMETRY",
            "POINT",
            "LINESTRING",
            "POLYGON",
            "MULTIPOINT",
            "MULTILINESTRING",
            "MULTIPOLYGON",
            "GEOMETRYCOLLECTION");

    @Override
    public Reader reader(ResultSetMetaData columns, int column) throws SQLException {
        String name = columns.getColumnTypeName(column).toUpperCase(Locale.ROOT);
        Reader byName = byName(name);
        if (byName != null) {
            return byName;
        }
        if (GEOMETRIES.contains(name)) {
            throw ColumnTypes.refused(columns, column, name);
        }
        return switch (columns.getColumnType(column)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Readers.whole(decimals);
            case Types.NUMERIC, Types.DECIMAL ->
                columns.getScale(column) <= 0 ? Readers.whole(decimals) : Readers.decimal(decimals);
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> Readers::plain;
            case Types.BOOLEAN -> Readers::bool;
            case Types.BIT -> columns.getPrecision(column) > 1 ? Readers::bytes : Readers::bool;
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB,
                    Types.SQLXML,
                    Types.ROWID,
                    Types.TIME,
                    Types.TIME_WITH_TIMEZONE -> ResultSet::getString;
            case Types.DATE -> Readers::date;
            case Types.TIMESTAMP -> Readers::datetime;
            case Types.TIMESTAMP_WITH_TIMEZONE -> StandardTypes::zonedDatetime;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Readers::bytes;
            case Types.ARRAY -> Readers.list(this);
            case Types.NULL -> Readers::nothing;
            default -> throw ColumnTypes.refused(columns, column, columns.getColumnTypeName(column));
        };
    }

    private Reader byName(String name) {
        return switch (name) {
            case "JSON" -> Readers::json;
            case "UUID" -> ResultSet::getString;
            case "YEAR" -> StandardTypes::year;
            case "DECFLOAT" -> Readers.decimal(decimals);
            default -> name.startsWith("ENUM(") ? ResultSet::getString : null;
        };
    }

    /** Its zone is dropped; nothing is converted. */
    static Object zonedDatetime(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return Readers.within(row, column, value == null ? null : value.toLocalDateTime());
    }

    private static Object year(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : (Object) Long.valueOf(text);
    }
}

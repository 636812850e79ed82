package org.hermescdc.plugin.datasource.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.model.Values;

/** Binds values to the parameters of a statement. A database that wants a type otherwise overrides its method. */
class ValueBinder {

    /**
     * Binds one value.
     *
     * @param index of the parameter, from 1
     * @param name of the parameter, for messages
     * @param value see {@link Values}
     * @throws SQLException if the database has no form for the value
     */
    final void bind(PreparedStatement statement, int index, String name, Object value) throws SQLException {
        Object normal = normalize(name, value);
        if (normal == null) {
            bindNull(statement, index);
        } else if (normal instanceof Long number) {
            bindInteger(statement, index, number);
        } else if (normal instanceof BigInteger number) {
            bindBigInteger(statement, index, name, number);
        } else if (normal instanceof Bytes bytes) {
            statement.setBytes(index, bytes.toArray());
        } else if (normal instanceof LocalDateTime datetime) {
            bindDatetime(statement, index, datetime);
        } else if (normal instanceof List<?> list) {
            bindList(statement, index, name, list);
        } else if (normal instanceof Boolean flag) {
            bindBoolean(statement, index, flag);
        } else if (normal instanceof String || normal instanceof Double) {
            statement.setObject(index, normal);
        } else {
            throw refused(name, normal);
        }
    }

    void bindNull(PreparedStatement statement, int index) throws SQLException {
        statement.setObject(index, null);
    }

    void bindBoolean(PreparedStatement statement, int index, boolean flag) throws SQLException {
        statement.setObject(index, flag);
    }

    /** As small as the value allows, so that functions on small integers can be called. */
    void bindInteger(PreparedStatement statement, int index, long number) throws SQLException {
        if (number == (int) number) {
            statement.setInt(index, (int) number);
        } else {
            statement.setLong(index, number);
        }
    }

    /** An integer of more than 64 bits. */
    void bindBigInteger(PreparedStatement statement, int index, String name, BigInteger number) throws SQLException {
        statement.setBigDecimal(index, new BigDecimal(number));
    }

    void bindDatetime(PreparedStatement statement, int index, LocalDateTime datetime) throws SQLException {
        statement.setObject(index, datetime);
    }

    void bindList(PreparedStatement statement, int index, String name, List<?> list) throws SQLException {
        throw refused(name, list);
    }

    static SQLException refused(String name, Object value) {
        return new SQLException("variable '" + name + "' is a " + Values.typeName(value)
                + ", which this database cannot take as a parameter");
    }

    private static Object normalize(String name, Object value) throws SQLException {
        try {
            return Values.normalize(value);
        } catch (IllegalArgumentException e) {
            throw new SQLException("variable '" + name + "': " + e.getMessage(), e);
        }
    }
}

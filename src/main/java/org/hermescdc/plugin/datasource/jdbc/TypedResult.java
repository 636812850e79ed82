package org.hermescdc.plugin.datasource.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;

/**
 * A result whose {@code getObject(column)} gives values of Hermes: {@code camel-jdbc} reads all columns through it. To it
 * every column is of type OTHER, so that it takes none for a LOB.
 */
final class TypedResult implements InvocationHandler {

    private final ResultSet result;
    private final ColumnTypes.Reader[] readers;

    private TypedResult(ResultSet result, ColumnTypes types) throws SQLException {
        this.result = result;
        ResultSetMetaData columns = result.getMetaData();
        readers = new ColumnTypes.Reader[columns.getColumnCount()];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = types.reader(columns, i + 1);
        }
    }

    static ResultSet of(ResultSet result, ColumnTypes types) throws SQLException {
        return proxy(ResultSet.class, new TypedResult(result, types));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("getObject") && arguments.length == 1 && arguments[0] instanceof Integer column) {
            return readers[column - 1].read(result, column);
        }
        if (method.getName().equals("getMetaData")) {
            ResultSetMetaData columns = result.getMetaData();
            return proxy(
                    ResultSetMetaData.class,
                    (self, asked, column) -> asked.getName().equals("getColumnType")
                            ? (Object) Types.OTHER
                            : call(columns, asked, column));
        }
        return call(result, method, arguments);
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Calls a method and throws what it throws. */
    static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

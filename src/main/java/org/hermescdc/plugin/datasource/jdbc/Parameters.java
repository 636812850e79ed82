package org.hermescdc.plugin.datasource.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.jdbc.JdbcPrepareStatementStrategy;
import org.hermescdc.spi.SourceRequest;

/**
 * Gives the query of a request to {@code camel-jdbc}: named parameters become {@code ?}, and the request's variables are
 * bound to them. The request is read from the exchange variable {@code request}.
 */
public final class Parameters implements JdbcPrepareStatementStrategy {

    private final ParameterStyle style;
    private final ValueBinder binder;

    Parameters(ParameterStyle style, ValueBinder binder) {
        this.style = style;
        this.binder = binder;
    }

    @Override
    public String prepareQuery(String query, boolean allowNamedParameters) {
        return NamedParameters.parse(query, style).sql();
    }

    /** Returns the parameters in order, each with its name and value. */
    @Override
    public Iterator<Map.Entry<String, Object>> createPopulateIterator(
            String query, String preparedQuery, int expected, Exchange exchange, Object body) throws SQLException {
        List<String> names = NamedParameters.parse(query, style).names();
        if (names.size() != expected) {
            throw new SQLException("the query has " + expected + " parameters, of which " + names.size()
                    + " have a name in the form " + style.form());
        }
        Map<String, Object> vars =
                exchange.getVariable("request", SourceRequest.class).vars();
        requireAll(names, vars);
        return names.stream().map(name -> entry(name, vars.get(name))).iterator();
    }

    @Override
    public void populateStatement(PreparedStatement statement, Iterator<?> parameters, int expected)
            throws SQLException {
        for (int index = 1; parameters.hasNext(); index++) {
            Map.Entry<?, ?> parameter = (Map.Entry<?, ?>) parameters.next();
            binder.bind(statement, index, (String) parameter.getKey(), parameter.getValue());
        }
    }

    private static void requireAll(List<String> names, Map<String, Object> vars) throws SQLException {
        for (String name : names) {
            if (!vars.containsKey(name)) {
                throw new SQLException(
                        "the query uses the parameter '" + name + "', which is not in vars; there: " + vars.keySet());
            }
        }
    }

    private static Map.Entry<String, Object> entry(String name, Object value) {
        return new java.util.AbstractMap.SimpleImmutableEntry<>(name, value);
    }
}

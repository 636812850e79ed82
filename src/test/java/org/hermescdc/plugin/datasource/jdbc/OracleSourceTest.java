package org.hermescdc.plugin.datasource.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema.Problem;
import org.hermescdc.spi.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** URL, properties, missing driver, and the types as Oracle's driver numbers them. */
class OracleSourceTest {

    private final OracleSource plugin = new OracleSource(new Drivers(List::of));

    private static Settings settings(String server, String key, String value) {
        return new Settings(Map.of(
                "server", server, "port", 1521L, key, value, "login", "hr", "password", "tiger", "decimals", "float"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db.example.org | service_name | hr.example.org | jdbc:oracle:thin:@//db.example.org:1521/hr.example.org",
                "db.example.org | sid          | HR             | jdbc:oracle:thin:@db.example.org:1521:HR",
                "2001:db8::1    | service_name | hr             | jdbc:oracle:thin:@//[2001:db8::1]:1521/hr",
            })
    void reachesAServiceOrAnInstance(String server, String key, String value, String url) {
        assertThat(plugin.url(settings(server, key, value))).isEqualTo(url);
    }

    @Test
    void wantsExactlyOneOfServiceAndInstance() {
        Map<String, Object> both = new HashMap<>(settings("db", "sid", "HR").toMap());
        both.put("service_name", "hr");
        Map<String, Object> none = new HashMap<>(settings("db", "sid", "HR").toMap());
        none.remove("sid");

        assertThat(problems(both))
                .containsExactly(new Problem("sid", "found beside service_name; allowed: one of the two"));
        assertThat(problems(none))
                .containsExactly(new Problem("", "found neither service_name nor sid; required: one of the two"));
    }

    private List<Problem> problems(Map<String, Object> settings) {
        return plugin.settings().rules().get(0).apply(new Settings(settings));
    }

    @Test
    void limitsTheTimeToConnectAndToAnswer() {
        assertThat(plugin.properties(settings("db", "sid", "HR")))
                .isEqualTo(Map.of(
                        "user", "hr",
                        "password", "tiger",
                        "oracle.net.CONNECT_TIMEOUT", "10000",
                        "oracle.jdbc.ReadTimeout", "1800000",
                        "v$session.program", "hermes"));
    }

    @Test
    void tellsThatItsDriverMustBeInstalled() {
        assertThatThrownBy(() -> plugin.beans("hr", settings("db", "service_name", "hr")))
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        "datasource 'hr': no JDBC driver for jdbc:oracle:thin:@//db:1521/hr is installed: put the jar"
                                + " of its driver (oracle.jdbc.OracleDriver, in ojdbc11.jar) into the folder plugins/, and"
                                + " start again");
    }

    private static List<Arguments> columns() {
        LocalDateTime datetime = LocalDateTime.of(2030, 1, 2, 3, 4, 5);
        return List.of(
                Arguments.of("NUMBER(5)", 2, 5, 0, new BigDecimal("42"), 42L),
                Arguments.of("NUMBER(5,-2)", 2, 5, -2, new BigDecimal("4E+2"), 400L),
                Arguments.of("NUMBER(10,2)", 2, 10, 2, new BigDecimal("3.00"), 3.0),
                Arguments.of("NUMBER alone, whole", 2, 0, -127, new BigDecimal("3"), 3L),
                Arguments.of("NUMBER alone, fraction", 2, 0, -127, new BigDecimal("3.25"), 3.25),
                Arguments.of("FLOAT", 2, 126, -127, new BigDecimal("3"), 3.0),
                Arguments.of("BINARY_FLOAT", 100, 0, 0, 1.1f, 1.1),
                Arguments.of("BINARY_DOUBLE", 101, 0, 0, 1.1, 1.1),
                Arguments.of("VARCHAR2", 12, 10, 0, "x", "x"),
                Arguments.of("NVARCHAR2", -9, 10, 0, "x", "x"),
                Arguments.of("LONG", -1, 0, 0, "x", "x"),
                Arguments.of("CLOB", 2005, 0, 0, "x", "x"),
                Arguments.of("XMLTYPE", 2009, 0, 0, "<x/>", "<x/>"),
                Arguments.of("ROWID", -8, 0, 0, "AAA", "AAA"),
                Arguments.of("RAW", -3, 10, 0, new byte[] {1}, Bytes.of(new byte[] {1})),
                Arguments.of("BLOB", 2004, 0, 0, new byte[] {1}, Bytes.of(new byte[] {1})),
                Arguments.of("DATE", 93, 0, 0, datetime, datetime),
                Arguments.of("TIMESTAMP", 93, 0, 6, datetime.plusNanos(5), datetime),
                Arguments.of(
                        "TIMESTAMP WITH TIME ZONE",
                        -101,
                        0,
                        6,
                        OffsetDateTime.parse("2030-01-02T03:04:05+05:00"),
                        datetime),
                Arguments.of("TIMESTAMP WITH LOCAL TIME ZONE", -102, 0, 6, datetime, datetime),
                Arguments.of("JSON", 2016, 0, 0, "[1]", List.of(1L)),
                Arguments.of("BOOLEAN", 252, 0, 0, true, true));
    }

    @ParameterizedTest(name = "{0}: {4}")
    @MethodSource("columns")
    void readsEachTypeAsTheDriverTellsIt(String name, int type, int precision, int scale, Object value, Object expected)
            throws SQLException {
        ResultSetMetaData columns = column(name, type, precision, scale);

        Object read = types().reader(columns, 1).read(row(columns, value), 1);

        assertThat(read).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"INTERVALDS,-104", "INTERVALYM,-103", "REF CURSOR,-10", "SDO_GEOMETRY,2002"})
    void refusesOtherTypesByColumnAndName(String name, int type) {
        assertThatThrownBy(() -> types().reader(column(name, type, 0, 0), 1))
                .isInstanceOf(SQLException.class)
                .hasMessage("column 'C' has the type " + name
                        + ", which Hermes has no values for; cast it in the query, for example to text");
    }

    private ColumnTypes types() {
        return plugin.types(settings("db", "sid", "HR"));
    }

    private static ResultSetMetaData column(String name, int type, int precision, int scale) {
        Map<String, Object> told = Map.of(
                "getColumnTypeName", name,
                "getColumnType", type,
                "getPrecision", precision,
                "getScale", scale,
                "getColumnLabel", "C");
        return TypedResult.proxy(ResultSetMetaData.class, (self, method, arguments) -> told.get(method.getName()));
    }

    /** A row with one value: only the getter that fits it answers. */
    private static ResultSet row(ResultSetMetaData columns, Object value) {
        Map<String, Object> getters = Map.of("wasNull", false, "getMetaData", columns, "getRow", 1);
        return (ResultSet) Proxy.newProxyInstance(
                OracleSourceTest.class.getClassLoader(),
                new Class<?>[] {ResultSet.class},
                (self, method, arguments) -> {
                    if (getters.containsKey(method.getName())) {
                        return getters.get(method.getName());
                    }
                    boolean typed = method.getName().equals("getObject")
                            && arguments.length == 2
                            && ((Class<?>) arguments[1]).isInstance(value);
                    if (typed || fits(method.getReturnType(), value)) {
                        return value;
                    }
                    throw new SQLException("no " + method.getName() + " of a " + value.getClass());
                });
    }

    private static boolean fits(Class<?> type, Object value) {
        return type != Object.class
                && java.lang.invoke.MethodType.methodType(type)
                        .wrap()
                        .returnType()
                        .isInstance(value);
    }
}

package org.hermescdc.plugin.datasource.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.ServedDataSourceContract;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.it.H2;
import org.hermescdc.outage.OutagesOf;
import org.hermescdc.spi.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OutagesOf("source jdbc on H2")
@ExtendWith(H2.class)
class H2DataSourceTest extends ServedDataSourceContract {

    private final H2.Server server;
    private String url;

    H2DataSourceTest(H2.Server server) {
        this.server = server;
    }

    @Override
    protected HermesConfig.Plugin declaration() {
        url = server.newDatabase(";DATABASE_TO_LOWER=TRUE");
        return sameDatabase();
    }

    @Override
    protected HermesConfig.Plugin sameDatabase() {
        return declaredAt(server.port(), Map.of());
    }

    @Override
    protected HermesConfig.Plugin declaredAt(int port, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("user", "sa", "password", "secret", "decimals", "float"));
        settings.put("url", url.replace(":" + server.port() + "/", ":" + port + "/"));
        settings.putAll(more);
        return plugin("jdbc", settings);
    }

    @Override
    protected int serverPort() {
        return server.port();
    }

    @Override
    protected void stopServer() {
        server.stop();
    }

    @Override
    protected void startServer() {
        server.start();
    }

    @Override
    protected Map<String, Object> impatient() {
        return Map.of("properties", Map.of("NETWORK_TIMEOUT", "1000"));
    }

    @Override
    protected Map<String, Object> wrongPassword(String password) {
        return Map.of("password", password);
    }

    @Override
    protected String refusal() {
        return "Wrong user name or password";
    }

    @Override
    protected String place() {
        return "jdbc:h2:tcp://127.0.0.1:";
    }

    @Override
    protected String parameter(String name) {
        return ":" + name;
    }

    @Override
    protected String numbers(int count) {
        return "SELECT \"X\" AS n FROM SYSTEM_RANGE(1, " + count + ")";
    }

    @Override
    protected String failingAt1000() {
        return "1 / (n - 1000)";
    }

    @Test
    void givesTheTypesOfTheTable() {
        change("CREATE TABLE things (ti tinyint, bo boolean, si smallint, i int, bi bigint, de decimal(10,2),"
                + " dl decimal(30,20), dz decimal(30), df decfloat, f real, d double precision, c char(5),"
                + " v varchar(10), t clob, js json, e enum('a','b'), dt date, dtm timestamp(6),"
                + " tz timestamp with time zone, tm time, tmz time with time zone, bi3 binary(3), vb varbinary(5),"
                + " bl blob, u uuid, ar integer array, ars varchar array)");
        change("INSERT INTO things VALUES (1, true, 2, 4, 9007199254740993, 1.50, 1.00000000000000000001,"
                + " 123456789012345678901234567890, 1.5, 1.1, 2.5, 'ab', 'é€𝄞', 'long', '{\"a\": 1}' FORMAT JSON, 'b',"
                + " '2030-01-02', '2030-01-02 03:04:05.678901', '2030-01-02 03:04:05+02:00', '03:04:05',"
                + " '03:04:05+01', X'610000', X'01', X'00ff', '6ccd780c-baba-1026-9564-5b8c656024db', ARRAY[1, 2],"
                + " ARRAY['a', 'b'])");

        assertThat(fetch("SELECT * FROM things"))
                .containsExactly(vars(
                        "ti",
                        1L,
                        "bo",
                        true,
                        "si",
                        2L,
                        "i",
                        4L,
                        "bi",
                        9007199254740993L,
                        "de",
                        1.5,
                        "dl",
                        "1.00000000000000000001",
                        "dz",
                        new BigInteger("123456789012345678901234567890"),
                        "df",
                        1.5,
                        "f",
                        1.1,
                        "d",
                        2.5,
                        "c",
                        "ab   ",
                        "v",
                        "é€𝄞",
                        "t",
                        "long",
                        "js",
                        Map.of("a", 1L),
                        "e",
                        "b",
                        "dt",
                        LocalDateTime.of(2030, 1, 2, 0, 0),
                        "dtm",
                        LocalDateTime.of(2030, 1, 2, 3, 4, 5),
                        "tz",
                        LocalDateTime.of(2030, 1, 2, 3, 4, 5),
                        "tm",
                        "03:04:05",
                        "tmz",
                        "03:04:05+01",
                        "bi3",
                        Bytes.of(new byte[] {'a', 0, 0}),
                        "vb",
                        Bytes.of(new byte[] {1}),
                        "bl",
                        Bytes.of(new byte[] {0, (byte) 0xff}),
                        "u",
                        "6ccd780c-baba-1026-9564-5b8c656024db",
                        "ar",
                        List.of(1L, 2L),
                        "ars",
                        List.of("a", "b")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INTERVAL '3' DAY | INTERVAL DAY",
                "CAST('POINT (1 2)' AS GEOMETRY) | GEOMETRY",
            })
    void refusesOtherTypesByColumnAndName(String expression, String type) {
        assertThatThrownBy(() -> fetch("SELECT 1 AS fine, " + expression + " AS odd"))
                .isInstanceOf(SourceException.class)
                .hasMessage("datasource 'hr db?': column 'odd' has the type " + type
                        + ", which Hermes has no values for; cast it in the query, for example to text");
    }

    @Test
    void refusesADatetimeThatHermesCannotHold() {
        assertThatThrownBy(() -> fetch("SELECT TIMESTAMP '12030-01-02 03:04:05' AS at"))
                .isInstanceOf(SourceException.class)
                .hasMessage("datasource 'hr db?': row 1, column 'at': found a datetime outside the years 1 to 9999");
    }
}

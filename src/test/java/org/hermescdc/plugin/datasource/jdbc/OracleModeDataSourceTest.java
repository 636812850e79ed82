package org.hermescdc.plugin.datasource.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.ServedDataSourceContract;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.it.H2;
import org.hermescdc.outage.OutagesOf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The datasource {@code oracle} on H2 in Oracle mode: a driver that takes Oracle's URLs, notes what it is asked for, and
 * connects to H2. It tests what Hermes does with SQL, parameters and rows; no Oracle server was at hand.
 */
@OutagesOf("source oracle, on H2 in Oracle mode")
@ExtendWith(H2.class)
class OracleModeDataSourceTest extends ServedDataSourceContract {

    private final H2.Server server;
    private final RecordingDriver driver;

    OracleModeDataSourceTest(H2.Server server) {
        this.server = server;
        this.driver = new RecordingDriver(server);
    }

    @BeforeEach
    @Override
    protected void open() throws Exception {
        DriverManager.registerDriver(driver);
        super.open();
    }

    @AfterEach
    @Override
    protected void close() throws Exception {
        super.close();
        DriverManager.deregisterDriver(driver);
    }

    @Override
    protected HermesConfig.Plugin declaration() {
        return sameDatabase();
    }

    @Override
    protected HermesConfig.Plugin sameDatabase() {
        return declaredAt(server.port(), Map.of());
    }

    @Override
    protected HermesConfig.Plugin declaredAt(int port, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "server", "127.0.0.1",
                "port", (long) port,
                "service_name", "hr",
                "login", "sa",
                "password", "tiger",
                "decimals", "float"));
        settings.putAll(more);
        return plugin("oracle", settings);
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
        return Map.of();
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
        return "jdbc:oracle:thin:@//127.0.0.1:";
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

    /** As in Oracle, the empty string is NULL. */
    @Override
    protected Object emptyText() {
        return null;
    }

    @Test
    void asksTheDriverForTheServiceWithTheLogin() {
        assertThat(driver.asked)
                .first()
                .asString()
                .startsWith("jdbc:oracle:thin:@//127.0.0.1:" + server.port() + "/hr")
                .contains("user=sa", "password=tiger");
    }

    @Test
    void givesTheTypesThatH2HasInOracleMode() {
        change("CREATE TABLE things (n10 number(10), n102 number(10,2), n38 number(38), v varchar2(10),"
                + " nv nvarchar2(10), d date, ts timestamp(6), tz timestamp with time zone, r raw(3), c clob, b blob,"
                + " bf binary_float, bd binary_double)");
        source.add(
                "INSERT INTO things VALUES (12, 1.25, 12345678901234567890, 'it''s', 'nv',"
                        + " TIMESTAMP '2030-01-02 03:04:05', TIMESTAMP '2030-01-02 03:04:05.6',"
                        + " TIMESTAMP WITH TIME ZONE '2030-01-02 03:04:05+02:00', HEXTORAW('01ff'), 'c',"
                        + " HEXTORAW('02'), 1.5, 2.5)",
                Map.of());

        LocalDateTime datetime = LocalDateTime.of(2030, 1, 2, 3, 4, 5);
        assertThat(fetch("SELECT * FROM things"))
                .containsExactly(vars(
                        "n10",
                        12L,
                        "n102",
                        1.25,
                        "n38",
                        new BigInteger("12345678901234567890"),
                        "v",
                        "it's",
                        "nv",
                        "nv",
                        "d",
                        datetime,
                        "ts",
                        datetime,
                        "tz",
                        datetime,
                        "r",
                        Bytes.of(new byte[] {1, (byte) 0xff}),
                        "c",
                        "c",
                        "b",
                        Bytes.of(new byte[] {2}),
                        "bf",
                        1.5,
                        "bd",
                        2.5));
    }

    @Test
    void bindsWhatItGives() {
        LocalDateTime datetime = LocalDateTime.of(2030, 1, 2, 3, 4, 5);
        Bytes bytes = Bytes.of(new byte[] {1, 2});
        BigInteger big = BigInteger.TEN.pow(25);
        change("CREATE TABLE things (i number(19), h number(38), f binary_double, s varchar2(20), b blob, d date,"
                + " t number(1))");

        source.add(
                "INSERT INTO things VALUES (:i, :h, :f, :s, :b, :d, :t)",
                vars("i", 1L << 40, "h", big, "f", 1.5, "s", null, "b", bytes, "d", datetime, "t", true));

        assertThat(fetch("SELECT * FROM things"))
                .containsExactly(
                        vars("i", 1L << 40, "h", big, "f", 1.5, "s", null, "b", bytes, "d", datetime, "t", 1L));
    }

    /** Stands for Oracle's driver, with its limit for an answer cut to seconds. */
    private static final class RecordingDriver implements Driver {

        private final List<String> asked = new ArrayList<>();
        private final H2.Server server;
        private final String h2;

        RecordingDriver(H2.Server server) {
            this.server = server;
            this.h2 = server.newDatabase(";MODE=Oracle;DATABASE_TO_LOWER=TRUE;NETWORK_TIMEOUT=4000");
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:oracle:");
        }

        @Override
        public Connection connect(String url, Properties properties) throws SQLException {
            if (!acceptsURL(url)) {
                return null;
            }
            asked.add(url + " " + properties);
            String port = url.replaceFirst(".*:(\\d+)/hr", ":$1/");
            return DriverManager.getConnection(
                    h2.replace(":" + server.port() + "/", port), "sa", properties.getProperty("password"));
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }
    }
}

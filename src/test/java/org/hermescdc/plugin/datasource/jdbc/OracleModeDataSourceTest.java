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
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.logging.Logger;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.DataSourceContract;
import org.hermescdc.core.model.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The datasource {@code oracle} on H2 in Oracle mode: a driver that takes Oracle's URLs, notes what it is asked for, and
 * connects to H2. It tests what Hermes does with SQL, parameters and rows; no Oracle server was at hand.
 */
class OracleModeDataSourceTest extends DataSourceContract {

    private final String h2 = "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=Oracle;DATABASE_TO_LOWER=TRUE";
    private final RecordingDriver driver = new RecordingDriver(h2);

    /** H2 keeps a database in memory as long as somebody is connected. */
    private Connection anchor;

    @BeforeEach
    @Override
    protected void open() throws Exception {
        anchor = DriverManager.getConnection(h2, "sa", "tiger");
        DriverManager.registerDriver(driver);
        super.open();
    }

    @AfterEach
    @Override
    protected void close() throws Exception {
        super.close();
        DriverManager.deregisterDriver(driver);
        anchor.close();
    }

    @Override
    protected HermesConfig.Plugin declaration() {
        return sameDatabase();
    }

    @Override
    protected HermesConfig.Plugin sameDatabase() {
        return plugin(
                "oracle",
                Map.of(
                        "server", "db.example.org",
                        "port", 1521L,
                        "service_name", "hr",
                        "login", "sa",
                        "password", "tiger",
                        "decimals", "float"));
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
                .startsWith("jdbc:oracle:thin:@//db.example.org:1521/hr")
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

    /** Stands for Oracle's driver. */
    private static final class RecordingDriver implements Driver {

        private final List<String> asked = new ArrayList<>();
        private final String h2;

        RecordingDriver(String h2) {
            this.h2 = h2;
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
            return DriverManager.getConnection(h2, "sa", properties.getProperty("password"));
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

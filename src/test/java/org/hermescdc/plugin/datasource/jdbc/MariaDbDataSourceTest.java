package org.hermescdc.plugin.datasource.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.camel.DataSources;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.ServedDataSourceContract;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.it.MariaDb;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.hermescdc.outage.OutagesOf;
import org.hermescdc.spi.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@OutagesOf("source jdbc on MariaDB")
@ExtendWith(MariaDb.class)
class MariaDbDataSourceTest extends ServedDataSourceContract {

    private final MariaDb.Server server;
    private String database;

    MariaDbDataSourceTest(MariaDb.Server server) {
        this.server = server;
    }

    @Override
    protected HermesConfig.Plugin declaration() {
        database = server.createDatabase();
        return sameDatabase();
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
    protected HermesConfig.Plugin declaredAt(int port, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("url", "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?useCompression=false");
        return declaredWith(settings);
    }

    @Override
    protected Map<String, Object> impatient() {
        return Map.of("properties", Map.of("connectTimeout", "1000", "socketTimeout", "2000"));
    }

    @Override
    protected Map<String, Object> wrongPassword(String password) {
        return Map.of("password", password);
    }

    @Override
    protected String refusal() {
        return "Access denied for user 'hermes'";
    }

    @Override
    protected String place() {
        return "jdbc:mariadb://127.0.0.1:";
    }

    @Override
    protected HermesConfig.Plugin sameDatabase() {
        return declaredWith(Map.of());
    }

    private HermesConfig.Plugin declaredWith(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "url",
                server.url(database),
                "user",
                MariaDb.Server.USER,
                "password",
                MariaDb.Server.PASSWORD,
                "decimals",
                "float"));
        settings.putAll(more);
        return plugin("jdbc", settings);
    }

    private void openWith(Map<String, Object> settings) {
        sources.close();
        sources = DataSources.open(context, Map.of("hr", declaredWith(settings)));
        source = sources.get("hr");
    }

    @Override
    protected String parameter(String name) {
        return ":" + name;
    }

    @Override
    protected String numbers(int count) {
        return "SELECT seq AS n FROM seq_1_to_" + count;
    }

    @Override
    protected String failingAt1000() {
        return "1e308 * IF(n = 1000, 10, 0)";
    }

    @Test
    void givesTheTypesOfTheTable() {
        change("CREATE TABLE things (ti tinyint, bo boolean, si smallint, mi mediumint, i int, bi bigint,"
                + " ub bigint unsigned, de decimal(10,2), dl decimal(30,20), dz decimal(30,0), f float, d double,"
                + " bt bit(1), bt8 bit(8), c char(5), v varchar(10), t longtext, js json, e enum('a','b'),"
                + " st set('a','b'), dt date, dtm datetime(6), ts timestamp, tm time, y year, bi3 binary(3), bl blob,"
                + " u uuid, ip inet6)");
        change("INSERT INTO things VALUES (1, true, 2, 3, 4, 9007199254740993, 18446744073709551615, 1.50,"
                + " 1.00000000000000000001, 123456789012345678901234567890, 1.1, 2.5, 1, b'10000001', 'ab', 'é€𝄞',"
                + " 'long', '{\"a\": [1, null]}', 'b', 'a,b', '2030-01-02', '2030-01-02 03:04:05.678901',"
                + " '2030-01-02 03:04:05', '-20:04:05', 2030, 'a', x'00ff', '6ccd780c-baba-1026-9564-5b8c656024db',"
                + " '::1')");

        Map<String, Object> a = new HashMap<>();
        a.put("a", java.util.Arrays.asList(1L, null));
        assertThat(fetch("SELECT * FROM things"))
                .containsExactly(vars(
                        "ti",
                        1L,
                        "bo",
                        true,
                        "si",
                        2L,
                        "mi",
                        3L,
                        "i",
                        4L,
                        "bi",
                        9007199254740993L,
                        "ub",
                        new BigInteger("18446744073709551615"),
                        "de",
                        1.5,
                        "dl",
                        "1.00000000000000000001",
                        "dz",
                        new BigInteger("123456789012345678901234567890"),
                        "f",
                        1.1,
                        "d",
                        2.5,
                        "bt",
                        true,
                        "bt8",
                        Bytes.of(new byte[] {(byte) 0x81}),
                        "c",
                        "ab",
                        "v",
                        "é€𝄞",
                        "t",
                        "long",
                        "js",
                        a,
                        "e",
                        "b",
                        "st",
                        "a,b",
                        "dt",
                        LocalDateTime.of(2030, 1, 2, 0, 0),
                        "dtm",
                        LocalDateTime.of(2030, 1, 2, 3, 4, 5),
                        "ts",
                        LocalDateTime.of(2030, 1, 2, 3, 4, 5),
                        "tm",
                        "-20:04:05",
                        "y",
                        2030L,
                        "bi3",
                        Bytes.of(new byte[] {'a', 0, 0}),
                        "bl",
                        Bytes.of(new byte[] {0, (byte) 0xff}),
                        "u",
                        "6ccd780c-baba-1026-9564-5b8c656024db",
                        "ip",
                        "::1"));
    }

    @Test
    void givesNullForEveryType() {
        change("CREATE TABLE things (bo boolean, bi bigint unsigned, de decimal(10,2), f float, v text, js json,"
                + " dt date, dtm datetime, tm time, y year, bl blob, u uuid, bt bit(8))");
        change("INSERT INTO things () VALUES ()");

        assertThat(fetch("SELECT * FROM things")).singleElement().satisfies(row -> assertThat(row)
                .hasSize(13)
                .allSatisfy((column, value) -> assertThat(value).isNull()));
    }

    @Test
    void givesDecimalsAsStringsWhereThatIsWanted() {
        openWith(Map.of("decimals", "string"));

        assertThat(fetch("SELECT CAST(1.50 AS decimal(10,2)) AS v, CAST(7 AS decimal(10,0)) AS w"))
                .containsExactly(Map.of("v", "1.50", "w", 7L));
    }

    @Test
    void tellsSmallIntsFromBooleansWhenTheDriverIsToldTo() {
        openWith(Map.of("properties", Map.of("tinyInt1isBit", "false")));
        change("CREATE TABLE things (level tinyint(1))");
        change("INSERT INTO things VALUES (3)");

        assertThat(fetch("SELECT level FROM things")).containsExactly(Map.of("level", 3L));
    }

    @Test
    void refusesOtherTypesByColumnAndName() {
        assertThatThrownBy(() -> fetch("SELECT 1 AS fine, ST_GeomFromText('POINT(1 1)') AS odd"))
                .isInstanceOf(SourceException.class)
                .hasMessage("datasource 'hr db?': column 'odd' has the type GEOMETRY, which Hermes has no values for;"
                        + " cast it in the query, for example to text");
    }

    @Test
    void bindsWhatItGives() {
        LocalDateTime datetime = LocalDateTime.of(2030, 1, 2, 3, 4, 5);
        Bytes bytes = Bytes.of(new byte[] {1, 2});
        BigInteger big = BigInteger.TEN.pow(25);
        change("CREATE TABLE things (i bigint, h decimal(30,0), f double, s text, b blob, d datetime, t boolean)");

        source.add(
                "INSERT INTO things VALUES (:i, :h, :f, :s, :b, :d, :t) # :no parameter",
                vars("i", 1L << 40, "h", big, "f", 1.5, "s", "it's \\ 'é' ?", "b", bytes, "d", datetime, "t", true));

        assertThat(fetch("SELECT * FROM things"))
                .containsExactly(vars(
                        "i", 1L << 40, "h", big, "f", 1.5, "s", "it's \\ 'é' ?", "b", bytes, "d", datetime, "t", true));
    }

    @Test
    void refusesAListAndNamesIt() {
        assertThatThrownBy(() -> fetch("SELECT * FROM people WHERE id IN (:ids)", vars("ids", List.of(1L))))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("variable 'ids' is a list");
    }

    @Outage(value = Fault.HANGS, then = "an answer after 30 min; `properties` change both")
    @Test
    void givesUpAnAnswerThatDoesNotCome() {
        openWith(Map.of("properties", Map.of("socketTimeout", "1000")));

        assertThatThrownBy(() -> fetch("SELECT SLEEP(30)"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("Socket tim");

        assertThat(fetch("SELECT 1 AS n")).containsExactly(Map.of("n", 1L));
    }
}

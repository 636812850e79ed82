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
import org.hermescdc.it.Postgres;
import org.hermescdc.outage.OutagesOf;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@OutagesOf("source postgresql")
@ExtendWith(Postgres.class)
class PostgresDataSourceTest extends ServedDataSourceContract {

    private final Postgres.Server server;
    private String database;

    PostgresDataSourceTest(Postgres.Server server) {
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
        settings.put("port", (long) port);
        return declaredWith(settings);
    }

    /** It has none: connecting takes its 10 seconds. */
    @Override
    protected Map<String, Object> impatient() {
        return Map.of();
    }

    @Override
    protected Map<String, Object> wrongPassword(String password) {
        server.execute(database, "DROP ROLE IF EXISTS reader", "CREATE ROLE reader LOGIN PASSWORD 'right'");
        return Map.of("login", "reader", "password", password);
    }

    @Override
    protected String refusal() {
        return "password authentication failed for user \"reader\"";
    }

    @Override
    protected String place() {
        return "jdbc:postgresql://127.0.0.1:";
    }

    @Override
    protected HermesConfig.Plugin sameDatabase() {
        return declaredWith(Map.of());
    }

    private HermesConfig.Plugin declaredWith(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "server",
                server.host(),
                "port",
                (long) server.port(),
                "dbname",
                database,
                "login",
                "postgres",
                "password",
                "secret-of-tests",
                "decimals",
                "float"));
        settings.putAll(more);
        return plugin("postgresql", settings);
    }

    private void openWith(Map<String, Object> settings) {
        sources.close();
        sources = DataSources.open(context, Map.of("hr", declaredWith(settings)));
        source = sources.get("hr");
    }

    @Override
    protected String parameter(String name) {
        return "%(" + name + ")s";
    }

    @Override
    protected String numbers(int count) {
        return "SELECT n FROM generate_series(1, " + count + ") AS n";
    }

    @Override
    protected String failingAt1000() {
        return "1 / (n - 1000)";
    }

    private Object value(String expression) {
        return fetch("SELECT " + expression + " AS v").get(0).get("v");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "32767::int2                   | 32767",
                "(-2147483648)::int4           | -2147483648",
                "9007199254740993::int8        | 9007199254740993",
                "5::numeric(5,0)               | 5",
                "7::oid                        | 7",
            })
    void givesIntsForIntegralTypes(String expression, long expected) {
        assertThat(value(expression)).isEqualTo(expected);
    }

    @Test
    void givesIntsOfAnySizeForNumericWithoutScale() {
        assertThat(value("123456789012345678901234567890::numeric(30,0)"))
                .isEqualTo(new BigInteger("123456789012345678901234567890"));
    }

    @Test
    void givesFloatsForDecimalsWhereThatIsExactAndStringsElsewhere() {
        assertThat(
                        fetch(
                                "SELECT v FROM (VALUES (1.10::numeric(40,20)), (3.0), (0.12345678901234567890), (NULL)) AS t(v)"))
                .extracting(row -> row.get("v"))
                .containsExactly(1.1, 3.0, "0.12345678901234567890", null);
        assertThat(value("(SELECT sum(n) FROM (VALUES (1::bigint), (2)) AS t(n))"))
                .as("numeric of no declared scale")
                .isEqualTo(3.0);
        assertThat(value("'NaN'::numeric")).isEqualTo(Double.NaN);
    }

    @Test
    void givesStringsForDecimalsWhereThatIsWanted() {
        openWith(Map.of("decimals", "string"));

        assertThat(value("1.10::numeric(10,2)")).isEqualTo("1.10");
        assertThat(value("1::numeric(10,0)")).isEqualTo(1L);
    }

    @Test
    void givesFloatsForFloatingTypes() {
        assertThat(value("1.1::float4")).isEqualTo(1.1);
        assertThat(value("1e21::float8")).isEqualTo(1e21);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'ünï — ✓'::text                                 | ünï — ✓",
                "'ab'::char(4)                                    | 'ab  '",
                "'6f0e0d3c-0000-4000-8000-000000000001'::uuid     | 6f0e0d3c-0000-4000-8000-000000000001",
                "'12:34:56.789'::time                             | 12:34:56.789",
                "'12:34:56+02'::timetz                            | 12:34:56+02",
                "'192.0.2.1'::inet                                | 192.0.2.1",
                "'<a/>'::xml                                      | <a/>",
                "current_database()                               | <DATABASE>",
            })
    void givesStringsForTextualTypes(String expression, String expected) {
        assertThat(value(expression)).isEqualTo(expected.replace("<DATABASE>", database));
    }

    @Test
    void givesStringsForEnumerationsAndBaseTypesForDomains() {
        change("CREATE TYPE mood AS ENUM ('sad', 'ok')");
        change("CREATE DOMAIN age AS integer CHECK (VALUE > 0)");

        assertThat(fetch("SELECT 'ok'::mood AS m, 5::age AS a")).containsExactly(Map.of("m", "ok", "a", 5L));
    }

    @Test
    void givesDatetimesInSecondsAndDropsTheZone() {
        openWith(Map.of("timezone", "Asia/Tokyo"));

        assertThat(value("'2024-01-31 12:34:56.789'::timestamp")).isEqualTo(LocalDateTime.of(2024, 1, 31, 12, 34, 56));
        assertThat(value("'2024-01-31 12:34:56+00'::timestamptz")).isEqualTo(LocalDateTime.of(2024, 1, 31, 21, 34, 56));
        assertThat(value("'2024-01-31'::date")).isEqualTo(LocalDateTime.of(2024, 1, 31, 0, 0));
        assertThat(value("'2024-01-31 12:00+00'::timestamptz::text")).isEqualTo("2024-01-31 21:00:00+09");
    }

    @Test
    void keepsDatetimesThatNoClockOfTheZoneEverShowed() {
        openWith(Map.of("timezone", "Europe/Paris"));

        assertThat(value("'2024-03-31 02:30:00'::timestamp")).isEqualTo(LocalDateTime.of(2024, 3, 31, 2, 30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'infinity'::timestamp", "'-infinity'::date", "'infinity'::timestamptz", "'0044-03-15 BC'::date"
            })
    void refusesDatetimesThatEventsCannotTell(String expression) {
        assertThatThrownBy(() -> value(expression))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("row 1, column 'v': found a datetime outside the years 1 to 9999");
    }

    @Test
    void givesBooleansAndBytes() {
        assertThat(value("true")).isEqualTo(true);
        assertThat(value("'\\x00ff'::bytea")).isEqualTo(Bytes.of(new byte[] {0, (byte) 0xff}));
    }

    @Test
    void givesListsForArrays() {
        assertThat(value("ARRAY[1, NULL, 3]")).isEqualTo(java.util.Arrays.asList(1L, null, 3L));
        assertThat(value("ARRAY['a', 'b']::varchar[]")).isEqualTo(List.of("a", "b"));
        assertThat(value("ARRAY[[1, 2], [3, 4]]")).isEqualTo(List.of(List.of(1L, 2L), List.of(3L, 4L)));
        assertThat(value("ARRAY['2024-03-31 02:30:00'::timestamp]"))
                .isEqualTo(List.of(LocalDateTime.of(2024, 3, 31, 2, 30)));
        assertThat(value("ARRAY[1.5]")).isEqualTo(List.of(1.5));
        assertThat(value("ARRAY[true]")).isEqualTo(List.of(true));
        assertThat(value("ARRAY[]::int[]")).isEqualTo(List.of());
        assertThat(value("NULL::int[]")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonb"})
    void givesListsAndMapsForJson(String type) {
        assertThat(value("'{\"b\": [1, 2.5, \"x\", null, true], \"a\": 12345678901234567890}'::" + type))
                .isEqualTo(Map.of(
                        "b",
                        java.util.Arrays.asList(1L, 2.5, "x", null, true),
                        "a",
                        new BigInteger("12345678901234567890")));
        assertThat(value("'\"HermesDatetime(2024-01-31T12:34:56Z)\"'::" + type))
                .isEqualTo("HermesDatetime(2024-01-31T12:34:56Z)");
    }

    @ParameterizedTest
    @CsvSource({"'1 day'::interval,interval", "'(1,2)'::point,point", "1::money,money", "B'101',bit", "ROW(1),record"})
    void refusesOtherTypesByColumnAndName(String expression, String type) {
        assertThatThrownBy(() -> fetch("SELECT 1 AS fine, " + expression + " AS odd"))
                .isInstanceOf(SourceException.class)
                .hasMessage("datasource 'hr db?': column 'odd' has the type " + type
                        + ", which Hermes has no values for; cast it in the query, for example to text");
    }

    @Test
    void bindsWhatItGives() {
        LocalDateTime datetime = LocalDateTime.of(2030, 1, 2, 3, 4, 5);
        Bytes bytes = Bytes.of(new byte[] {1, 2});
        BigInteger big = BigInteger.TEN.pow(25);
        change("CREATE TABLE things (i bigint, h numeric(30,0), f float8, s text, b bytea, d timestamp, t boolean)");

        source.add(
                "INSERT INTO things VALUES (%(i)s, %(h)s, %(f)s, %(s)s, %(b)s, %(d)s, %(t)s)",
                vars("i", 1L << 40, "h", big, "f", 1.5, "s", "100% é ?", "b", bytes, "d", datetime, "t", true));

        assertThat(fetch("SELECT * FROM things"))
                .containsExactly(
                        vars("i", 1L << 40, "h", big, "f", 1.5, "s", "100% é ?", "b", bytes, "d", datetime, "t", true));
    }

    @Test
    void bindsListsAsArraysAndTextAsTheTypeThatIsWanted() {
        change("INSERT INTO people VALUES (1, 'ann', ''), (2, 'bob', ''), (3, 'eve', '')");

        assertThat(fetch("SELECT id FROM people WHERE id = ANY(%(ids)s) ORDER BY id", vars("ids", List.of(1L, 3L))))
                .containsExactly(Map.of("id", 1L), Map.of("id", 3L));
        assertThat(fetch("SELECT id FROM people WHERE login = ANY(%(names)s)", vars("names", List.of("bob"))))
                .containsExactly(Map.of("id", 2L));
        assertThat(fetch("SELECT id FROM people WHERE id = %(id)s", vars("id", "3")))
                .containsExactly(Map.of("id", 3L));
    }

    @Test
    void understandsPercentSignsAndQuestionMarks() {
        change("INSERT INTO people VALUES (1, 'ann', '')");

        assertThat(fetch("SELECT 7 %% 4 AS m, '{\"k\": 1}'::jsonb ? 'k' AS has FROM people WHERE login LIKE 'a%%'"))
                .containsExactly(Map.of("m", 3L, "has", true));
    }

    @Test
    void runsFunctionsThatReturnNothing() {
        source.modify("SELECT pg_advisory_xact_lock(1)", Map.of());
    }

    @Test
    void leavesNoTransactionOpenBehindAFetch() {
        fetch("SELECT * FROM people");

        assertThat(openTransactions()).isEmpty();
    }

    private List<Map<String, Object>> openTransactions() {
        DataSources others = DataSources.open(context, Map.of("other", sameDatabase()));
        try {
            List<Map<String, Object>> rows = new java.util.ArrayList<>();
            others.get("other")
                    .fetch(
                            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                                    + " AND state LIKE 'idle in transaction%%'",
                            Map.of(), rows::add);
            return rows;
        } finally {
            others.close();
        }
    }

    @Test
    void refusesAnUnknownTimeZoneInTheConfiguration() {
        Settings settings = new Settings(Map.of("timezone", "Paris"));

        assertThat(new PostgresqlSource().settings().rules().get(0).apply(settings))
                .singleElement()
                .satisfies(problem -> assertThat(problem.key()).isEqualTo("timezone"));
    }
}

package org.hermescdc.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.hermescdc.camel.DataSources;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.hermescdc.spi.DataSource;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SourceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every datasource that speaks SQL must do (spec/07). A subclass tells how to reach an empty database; the tests
 * write SQL that all of them understand.
 */
public abstract class DataSourceContract {

    private static final int MANY = 100_000;

    protected CamelContext context;
    protected DataSources sources;
    protected DataSource source;

    /** The plugin's type and the settings of a database made for this test. */
    protected abstract HermesConfig.Plugin declaration() throws Exception;

    /** How a query of this database writes the parameter {@code name}. */
    protected abstract String parameter(String name);

    /** A query for the numbers from 1 to {@code count}, as column {@code n}. */
    protected abstract String numbers(int count);

    /** An expression over the column {@code n} that fails for the row 1000. */
    protected abstract String failingAt1000();

    /** What this database makes of an empty string. */
    protected Object emptyText() {
        return "";
    }

    @BeforeEach
    protected void open() throws Exception {
        context = Routes.started("datasource/sql");
        sources = DataSources.open(context, Map.of("hr db?", declaration()));
        source = sources.get("hr db?");
        change("CREATE TABLE people (id integer, login varchar(50), note varchar(50))");
    }

    @AfterEach
    protected void close() throws Exception {
        sources.close();
        context.close();
    }

    @Test
    void handsOverRowsInOrderWithNullColumnsPresent() {
        change("INSERT INTO people VALUES (2, 'bob', NULL), (1, 'ann', '')");

        List<Map<String, Object>> rows = fetch("SELECT id, login, note FROM people ORDER BY id");

        Map<String, Object> bob = new LinkedHashMap<>(Map.of("id", 2L, "login", "bob"));
        bob.put("note", null);
        Map<String, Object> ann = new LinkedHashMap<>(Map.of("id", 1L, "login", "ann"));
        ann.put("note", emptyText());
        assertThat(rows).containsExactly(ann, bob);
    }

    @Test
    void namesColumnsAsTheQueryDoes() {
        change("INSERT INTO people VALUES (1, 'ann', 'x')");

        assertThat(fetch("SELECT id AS uid, login FROM people")).containsExactly(Map.of("uid", 1L, "login", "ann"));
    }

    @Test
    void givesNoRowsForAnEmptyTable() {
        assertThat(fetch("SELECT * FROM people")).isEmpty();
    }

    @Test
    void bindsVariablesOfAllTypesAndIgnoresUnusedOnes() {
        source.add(
                "INSERT INTO people VALUES (" + parameter("id") + ", " + parameter("login") + ", " + parameter("note")
                        + ")",
                vars("id", 7L, "login", "ann", "note", null, "unused", List.of(1L)));

        assertThat(fetch(
                        "SELECT login FROM people WHERE id = " + parameter("id") + " AND " + parameter("id")
                                + " < 8 AND note IS NULL",
                        vars("id", 7L)))
                .containsExactly(Map.of("login", "ann"));
    }

    @Test
    void keepsAnInjectionAttemptAsData() {
        String attempt = "x'); DROP TABLE people; --";

        source.add("INSERT INTO people VALUES (1, " + parameter("login") + ", '')", vars("login", attempt));

        assertThat(fetch("SELECT login FROM people")).containsExactly(Map.of("login", attempt));
    }

    @Test
    void commitsChangesSoThatOthersSeeThem() throws Exception {
        source.add("INSERT INTO people VALUES (1, 'ann', '')", Map.of());
        source.add("INSERT INTO people VALUES (2, 'bob', '')", Map.of());
        source.modify("UPDATE people SET login = 'eve' WHERE id = 2", Map.of());
        source.delete("DELETE FROM people WHERE id = " + parameter("id"), vars("id", 1L));

        sources.close();
        sources = DataSources.open(context, Map.of("again", sameDatabase()));
        source = sources.get("again");

        assertThat(fetch("SELECT id, login FROM people")).containsExactly(Map.of("id", 2L, "login", "eve"));
    }

    /** The declaration of the database that {@link #declaration} made last. */
    protected abstract HermesConfig.Plugin sameDatabase();

    @Test
    void changesNothingWhenAStatementFails() {
        change("CREATE UNIQUE INDEX one ON people (id)");

        assertThatThrownBy(() -> change("INSERT INTO people VALUES (1, 'ann', ''), (1, 'bob', '')"))
                .isInstanceOf(SourceException.class);

        assertThat(fetch("SELECT * FROM people")).isEmpty();
    }

    @Test
    void streamsManyRowsInFlatMemory() {
        AtomicLong most = new AtomicLong();
        AtomicLong count = new AtomicLong();
        String padding = "x".repeat(1000);
        long before = usedMemory();

        source.fetch("SELECT n, '" + padding + "' AS padding FROM (" + numbers(MANY) + ") AS many", Map.of(), row -> {
            if (count.incrementAndGet() % 20_000 == 0) {
                most.accumulateAndGet(usedMemory(), Math::max);
            }
        });

        assertThat(count).hasValue(MANY);
        assertThat(most.get() - before).as("bytes held while reading 100 MB").isLessThan(20_000_000);
    }

    @Outage(value = Fault.SHORT, then = "a cursor that breaks in the middle fails")
    @Test
    void failsWhenTheDatabaseFailsInTheMiddle() {
        List<Object> seen = new ArrayList<>();

        assertThatThrownBy(() -> source.fetch(
                        "SELECT n, " + failingAt1000() + " AS x FROM (" + numbers(5000) + ") AS many",
                        Map.of(),
                        row -> seen.add(row.get("n"))))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("datasource 'hr db?': ");

        assertThat(fetch("SELECT * FROM people")).as("usable again").isEmpty();
    }

    @Test
    void passesOnWhatTheTakerOfTheRowsThrows() {
        change("INSERT INTO people VALUES (1, 'ann', ''), (2, 'bob', '')");
        RuntimeException refusal = new IllegalStateException("no more rows, please");

        assertThatThrownBy(() -> source.fetch("SELECT * FROM people", Map.of(), row -> {
                    throw refusal;
                }))
                .isSameAs(refusal);

        assertThat(fetch("SELECT id FROM people")).as("usable again").hasSize(2);
    }

    @Test
    void namesTheSourceAndTheProblemOfABadQuery() {
        assertThatThrownBy(() -> fetch("SELECT * FROM nobody"))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("datasource 'hr db?': ")
                .hasMessageContaining("nobody")
                .hasMessageNotContainingAny("\n", "Exception");
    }

    @Test
    void namesAMissingVariable() {
        assertThatThrownBy(() -> fetch("SELECT * FROM people WHERE id = " + parameter("key"), vars("id", 1L)))
                .isInstanceOf(SourceException.class)
                .hasMessage("datasource 'hr db?': the query uses the parameter 'key', which is not in vars;"
                        + " there: [id]");
    }

    @Test
    void refusesAFetchThatIsNoQuery() {
        assertThatThrownBy(() -> fetch("DELETE FROM people"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("a fetch must give rows");
    }

    @Test
    void refusesAVariableThatIsAMap() {
        assertThatThrownBy(
                        () -> fetch("SELECT * FROM people WHERE id = " + parameter("id"), vars("id", Map.of("a", 1))))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("variable 'id' is a map");
    }

    protected final List<Map<String, Object>> fetch(String query) {
        return fetch(query, Map.of());
    }

    protected final List<Map<String, Object>> fetch(String query, Map<String, Object> vars) {
        List<Map<String, Object>> rows = new ArrayList<>();
        source.fetch(query, vars, row -> rows.add(new LinkedHashMap<>(row)));
        return rows;
    }

    protected final void change(String statement) {
        source.modify(statement, Map.of());
    }

    protected static Map<String, Object> vars(Object... namesAndValues) {
        Map<String, Object> vars = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            vars.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return vars;
    }

    protected static HermesConfig.Plugin plugin(String type, Map<String, Object> settings) {
        return new HermesConfig.Plugin(type, new Settings(settings));
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

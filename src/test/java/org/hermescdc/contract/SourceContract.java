package org.hermescdc.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.hermescdc.camel.DataSources;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.core.template.Template;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.hermescdc.spi.DataSource;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SourceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every datasource that is no database must do (spec/07): its rows, its failures, its memory. A subclass tells how
 * to make a source that holds people, how to break it, and how to mend it.
 */
public abstract class SourceContract {

    protected CamelContext context;
    protected DataSources sources;
    protected DataSource source;

    /** A person of the source: {@code mail} may be null. */
    public record Person(long id, String login, String mail) {}

    /** The route file of the source's template, for example {@code datasource/ldap}. */
    protected abstract String routes();

    /** The plugin's type and settings. */
    protected abstract HermesConfig.Plugin declaration() throws Exception;

    /** Makes the source hold exactly these people. */
    protected abstract void hold(List<Person> people) throws Exception;

    /** Fetches all people; the columns are {@code id}, {@code login}, {@code mail}. */
    protected abstract void fetch(DataSource source, java.util.function.Consumer<Map<String, Object>> rows);

    /** How the source tells the id of a person. */
    protected Object id(long id) {
        return id;
    }

    /** Whether a row has the column of a value that is not there, as null. */
    protected boolean showsAbsentColumns() {
        return true;
    }

    /** Makes everything fail that is asked of the source from now on. */
    protected abstract void breakNow() throws Exception;

    /** Undoes {@link #breakNow}. */
    protected abstract void mend() throws Exception;

    /** How many people {@link #streamsManyRowsInFlatMemory} reads, with a mail of a thousand characters each. */
    protected int many() {
        return 20_000;
    }

    protected Template.Results results() {
        return Template.Results.NATIVE;
    }

    @BeforeEach
    protected void open() throws Exception {
        context = Routes.started(routes());
        openWith(declaration());
    }

    @AfterEach
    protected void close() throws Exception {
        sources.close();
        context.close();
    }

    protected final void openWith(HermesConfig.Plugin declaration) {
        if (sources != null) {
            sources.close();
        }
        sources = DataSources.open(context, Map.of("hr db?", declaration), results());
        source = sources.get("hr db?");
    }

    @Test
    void handsOverEveryRow() throws Exception {
        hold(List.of(new Person(1, "ann", "ann@example.org"), new Person(2, "bob é€𝄞", null)));

        Map<String, Object> bob = new HashMap<>(Map.of("id", id(2), "login", "bob é€𝄞"));
        if (showsAbsentColumns()) {
            bob.put("mail", null);
        }
        assertThat(fetched())
                .containsExactlyInAnyOrder(Map.of("id", id(1), "login", "ann", "mail", "ann@example.org"), bob);
    }

    @Test
    void givesNoRowsWhereNobodyIs() throws Exception {
        hold(List.of());

        assertThat(fetched()).isEmpty();
    }

    @Test
    void seesWhatHasChangedSinceTheLastTime() throws Exception {
        hold(List.of(new Person(1, "ann", "a")));
        fetched();

        hold(List.of(new Person(2, "bob", "b")));

        assertThat(fetched()).extracting(row -> row.get("login")).containsExactly("bob");
    }

    @Outage(value = Fault.REFUSED, then = "one line that names the source; works again at the next use")
    @Test
    void tellsAFailureOnOneLineAndWorksAgainWithoutARestart() throws Exception {
        hold(List.of(new Person(1, "ann", "a")));
        fetched();
        breakNow();
        try {
            assertThatThrownBy(this::fetched)
                    .isInstanceOf(SourceException.class)
                    .hasMessageStartingWith("datasource 'hr db?': ")
                    .hasMessageNotContainingAny("\n", "Exception");
        } finally {
            mend();
        }
        assertThat(fetched()).hasSize(1);
    }

    @Test
    void passesOnWhatTheTakerOfTheRowsThrows() throws Exception {
        hold(List.of(new Person(1, "ann", "a"), new Person(2, "bob", "b")));
        RuntimeException refusal = new IllegalStateException("no more rows, please");

        assertThatThrownBy(() -> fetch(source, row -> {
                    throw refusal;
                }))
                .isSameAs(refusal);

        assertThat(fetched()).as("usable again").hasSize(2);
    }

    @Test
    void streamsManyRowsInFlatMemory() throws Exception {
        String padding = "x".repeat(1000);
        hold(java.util.stream.LongStream.rangeClosed(1, many())
                .mapToObj(id -> new Person(id, "login" + id, padding))
                .toList());
        AtomicLong most = new AtomicLong();
        AtomicLong count = new AtomicLong();
        long before = usedMemory();

        fetch(source, row -> {
            if (count.incrementAndGet() % (many() / 4) == 0) {
                most.accumulateAndGet(usedMemory(), Math::max);
            }
        });

        assertThat(count).hasValue(many());
        assertThat(most.get() - before)
                .as("bytes held while reading %s KB", many())
                .isLessThan(many() * 1000L / 2);
    }

    protected final List<Map<String, Object>> fetched() {
        List<Map<String, Object>> rows = new ArrayList<>();
        fetch(source, row -> rows.add(new LinkedHashMap<>(row)));
        return rows;
    }

    /** Settings as a configuration gives them: with the defaults of the schema. */
    protected static HermesConfig.Plugin plugin(String type, SettingsSchema schema, Map<String, Object> settings) {
        Map<String, Object> complete = new LinkedHashMap<>();
        schema.settings().stream()
                .filter(setting -> setting.defaultValue() != null)
                .forEach(setting -> complete.put(setting.name(), setting.defaultValue()));
        complete.putAll(settings);
        return new HermesConfig.Plugin(type, new Settings(complete));
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

package org.hermescdc.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.hermescdc.camel.DataSources;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.it.TcpProxy;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.hermescdc.spi.SourceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every datasource does whose database is a server, when that or the way to it fails. */
public abstract class ServedDataSourceContract extends DataSourceContract {

    private static final int ROWS = 50_000;

    private TcpProxy proxy;

    protected abstract int serverPort();

    /** Ends the server; its clients lose their connections. */
    protected abstract void stopServer();

    protected abstract void startServer();

    /** The database of {@link #declaration} at another port, with more settings. */
    protected abstract HermesConfig.Plugin declaredAt(int port, Map<String, Object> more);

    /** Settings that limit the time for an answer to about a second, where there are any. */
    protected abstract Map<String, Object> impatient();

    /** Settings with a password that is not right; makes a user who has one, where anybody is let in. */
    protected abstract Map<String, Object> wrongPassword(String password);

    /** What the database says to that. */
    protected abstract String refusal();

    /** What messages call the place of the database, without port and name. */
    protected abstract String place();

    @AfterEach
    void closeProxy() {
        if (proxy != null) {
            proxy.close();
        }
    }

    private void openThroughProxy(Map<String, Object> more) {
        proxy = new TcpProxy(serverPort());
        openAt(proxy.port(), more);
    }

    protected final void openAt(int port, Map<String, Object> more) {
        sources.close();
        sources = DataSources.open(context, Map.of("hr", declaredAt(port, more)));
        source = sources.get("hr");
    }

    @Outage(value = Fault.REFUSED, then = "`cannot connect to jdbc:…: …`; connects again at the next use")
    @Test
    void tellsARefusedConnectionAndConnectsAgain() {
        openThroughProxy(Map.of());
        change("INSERT INTO people VALUES (1, 'ann', 'x')");
        proxy.refuse();

        for (int use = 0; use < 2; use++) {
            assertThatThrownBy(() -> fetch("SELECT id FROM people"))
                    .isInstanceOf(SourceException.class)
                    .hasMessageStartingWith("datasource 'hr': cannot connect to " + place())
                    .hasMessageContaining("refused")
                    .hasMessageNotContaining("\n");
        }

        proxy.pass();
        assertThat(fetch("SELECT id FROM people")).containsExactly(Map.of("id", 1L));
    }

    @Outage(value = Fault.HANGS, then = "a connection that is not answered is given up after 10 s")
    @Test
    void givesUpAServerThatDoesNotAnswer() {
        openThroughProxy(impatient());
        proxy.hang();

        assertThatThrownBy(() -> fetch("SELECT id FROM people"))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("datasource 'hr': cannot connect to " + place())
                .hasMessageNotContaining("\n");

        proxy.pass();
        assertThat(fetch("SELECT id FROM people")).isEmpty();
    }

    @Outage(value = Fault.DIES, then = "the fetch fails, whatever has come; connects again")
    @Test
    void failsWhenTheServerDiesInTheMiddleOfAFetch() {
        assertThatThrownBy(() -> source.fetch(rows(), Map.of(), row -> {
                    if (row.get("n").equals(2000L)) {
                        stopServer();
                    }
                }))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("datasource 'hr db?': ");

        startServer();
        assertThat(fetch("SELECT id FROM people")).isEmpty();
    }

    /** At any place: the database counts a row as told that Hermes has never heard of. */
    @Outage(value = Fault.SHORT, then = "an answer that is cut off anywhere fails")
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 100, 10_000, 1_000_000})
    void neverBelievesAnAnswerThatIsCutOff(long length) {
        openThroughProxy(Map.of());
        fetch("SELECT id FROM people");
        proxy.cutAnswersAfter(length);

        assertThatThrownBy(() -> fetch(rows()))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("datasource 'hr': ");

        proxy.pass();
        assertThat(fetch("SELECT id FROM people")).isEmpty();
    }

    @Outage(value = Fault.CREDENTIALS, then = "the database's own words, without the password")
    @Test
    void tellsARefusedLoginWithoutThePassword() {
        openAt(serverPort(), wrongPassword("wrong-but-secret"));

        assertThatThrownBy(() -> fetch("SELECT 1"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(refusal())
                .hasMessageNotContaining("wrong-but-secret");
    }

    @Outage(value = Fault.SLOW, then = "waited for")
    @Test
    void waitsForASlowAnswer() {
        openThroughProxy(impatient());
        proxy.slowDown(Duration.ofMillis(20));

        assertThat(fetch("SELECT n, '" + "x".repeat(1000) + "' AS x FROM (" + numbers(1000) + ") AS many"))
                .hasSize(1000);
    }

    private String rows() {
        return "SELECT n, '" + "x".repeat(200) + "' AS x FROM (" + numbers(ROWS) + ") AS many";
    }
}

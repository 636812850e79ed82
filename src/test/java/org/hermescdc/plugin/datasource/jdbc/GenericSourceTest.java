package org.hermescdc.plugin.datasource.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema.Problem;
import org.hermescdc.spi.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenericSourceTest {

    private final GenericSource plugin = new GenericSource(new Drivers(List::of));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:mysql://db/hr?x=y | jdbc:mysql://db/hr | com.mysql.cj.jdbc.Driver, in mysql-connector-j-VERSION.jar",
                "jdbc:mariadb://db/hr | jdbc:mariadb://db/hr | org.mariadb.jdbc.Driver, in mariadb-java-client-VERSION.jar",
                "jdbc:sqlserver://db;databaseName=hr | jdbc:sqlserver://db | com.microsoft.sqlserver.jdbc.SQLServerDriver,"
                        + " in mssql-jdbc-VERSION.jar",
                "jdbc:papyrus:roll | jdbc:papyrus:roll | a driver that takes this URL",
            })
    void tellsWhichDriverIsMissingAndWhereToPutIt(String url, String shown, String driver) {
        Settings settings = new Settings(Map.of("url", url, "decimals", "float"));

        assertThatThrownBy(() -> plugin.beans("hr", settings))
                .isInstanceOf(SourceException.class)
                .hasMessage("datasource 'hr': no JDBC driver for " + shown
                        + " is installed: put the jar of its driver (" + driver
                        + ") into the folder plugins/, and start again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mariadb://db/hr?user=x&password=y",
                "jdbc:sqlserver://db;Password=y",
                "jdbc:postgresql://user:secret@db/hr",
                "jdbc:oracle:thin:scott/tiger@db:1521:hr",
                "jdbc:h2:file;USER=x;PASSWORD=y",
            })
    void refusesAPasswordInTheUrl(String url) {
        assertThat(problems(url))
                .containsExactly(new Problem(
                        "url", "holds a password, which messages would show; give it as the setting password"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mariadb://db:3306/hr?passwordCharacterEncoding=UTF-8",
                "jdbc:sqlserver://db:1433;databaseName=hr;encrypt=true",
                "jdbc:oracle:thin:@//db:1521/hr",
                "jdbc:h2:tcp://db/~/hr;MODE=MariaDB",
            })
    void takesOtherUrls(String url) {
        assertThat(problems(url)).isEmpty();
    }

    private List<Problem> problems(String url) {
        return plugin.settings().rules().get(0).apply(new Settings(Map.of("url", url)));
    }

    @Test
    void setsLimitsOfTimeThatTheConfigurationMayChange() {
        Settings settings = new Settings(Map.of(
                "url", "jdbc:mysql://db/hr",
                "user", "u",
                "password", "p",
                "properties", Map.of("socketTimeout", "5000", "sslMode", "REQUIRED")));

        Properties properties = plugin.properties(settings);

        assertThat(properties)
                .isEqualTo(Map.of(
                        "user", "u",
                        "password", "p",
                        "connectTimeout", "10000",
                        "socketTimeout", "5000",
                        "useCursorFetch", "true",
                        "sslMode", "REQUIRED"));
    }

    @Test
    void limitsTheTimeOfAnAnswerUnlessTheUrlDoes() {
        assertThat(plugin.properties(new Settings(Map.of("url", "jdbc:postgresql://db/hr"))))
                .containsEntry("socketTimeout", "1800")
                .containsEntry("connectTimeout", "10");
        assertThat(plugin.properties(new Settings(Map.of("url", "jdbc:postgresql://db/hr?socketTimeout=60"))))
                .doesNotContainKey("socketTimeout");
        assertThat(plugin.properties(new Settings(Map.of("url", "jdbc:h2:tcp://db/hr"))))
                .containsEntry("NETWORK_TIMEOUT", "1800000");
        assertThat(plugin.properties(new Settings(Map.of("url", "jdbc:h2:tcp://db/hr;network_timeout=5"))))
                .doesNotContainKey("NETWORK_TIMEOUT");
    }
}

package org.hermescdc.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.Routes;
import org.hermescdc.core.HermesException;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.Test;

class DataSourcesTest {

    private static final HermesConfig.Plugin SQLITE =
            new HermesConfig.Plugin("sqlite", new Settings(Map.of("uri", "none.sqlite")));

    @Test
    void tellsThatATypeHasNoPlugin() throws Exception {
        try (CamelContext context = Routes.started("datasource/sql")) {
            assertThatThrownBy(() ->
                            DataSources.open(context, Map.of("hr", new HermesConfig.Plugin("papyrus", Settings.EMPTY))))
                    .isInstanceOf(HermesException.class)
                    .hasMessage("no datasource plugin of type 'papyrus' is installed");
        }
    }

    @Test
    void tellsThatTheRouteTemplateIsMissing() throws Exception {
        try (CamelContext context = Routes.started()) {
            assertThatThrownBy(() -> DataSources.open(context, Map.of("hr", SQLITE)))
                    .isInstanceOf(HermesException.class)
                    .hasMessageContaining("route 'datasource-hr' cannot be made")
                    .hasMessageContaining("datasource-sql");
            assertThat(context.getRegistry().lookupByName("datasource-hr-connections"))
                    .isNull();
        }
    }

    @Test
    void leavesNothingBehindWhenClosed() throws Exception {
        try (CamelContext context = Routes.started("datasource/sql")) {
            DataSources sources = DataSources.open(context, Map.of("hr", SQLITE, "a/b?c#d{{e}}", SQLITE));
            assertThat(context.getRoutes()).hasSize(2);

            sources.close();

            assertThat(context.getRoutes()).isEmpty();
            assertThat(context.getRegistry().lookupByName("datasource-hr-connections"))
                    .isNull();
        }
    }
}

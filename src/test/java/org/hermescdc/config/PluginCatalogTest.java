package org.hermescdc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCatalogTest {

    @TempDir
    Path folder;

    @Test
    void findsWhatShips() {
        PluginCatalog catalog = PluginCatalog.installed(folder);

        assertThat(catalog.dataSources().keySet()).contains("oracle", "postgresql", "sqlite");
        assertThat(catalog.buses().keySet()).contains("camel", "kafka", "rabbitmq", "sqlite");
        assertThat(catalog.filters().keySet()).contains("crypto_RSA_OAEP", "ldapPasswordHash", "regex_search");
        assertThat(catalog.handlerNames())
                .contains("usersgroups_flatfiles_emails_of_groups", "usersgroups_ldap", "usersgroups_null");
    }

    @Test
    void givesEachUseItsOwnFilterAndItsOwnHandler() {
        PluginCatalog catalog = PluginCatalog.installed(folder);

        assertThat(catalog.handler("usersgroups_ldap"))
                .get()
                .isNotSameAs(catalog.handler("usersgroups_ldap").orElseThrow());
        assertThat(catalog.filters().get("regex_search").get())
                .isNotSameAs(catalog.filters().get("regex_search").get());
    }

    @Test
    void findsClientPluginsWrittenAsRoutes() throws IOException {
        Files.createFile(folder.resolve("webhook.camel.yaml"));
        Files.createFile(folder.resolve("README.md"));
        PluginCatalog catalog = PluginCatalog.installed(folder);

        assertThat(catalog.routeHandlers()).containsOnlyKeys("webhook");
        assertThat(catalog.handlerNames()).contains("webhook");
        assertThat(catalog.handler("webhook")).isEmpty();
    }

    @Test
    void findsNoRoutesWhereThereIsNoFolder() {
        assertThat(PluginCatalog.installed(folder.resolve("missing")).routeHandlers())
                .isEmpty();
    }
}

package org.hermescdc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.core.merge.OnMergeConflict;
import org.hermescdc.core.merge.PkeyMergeConstraint;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.translate.Mapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerConfigTest {

    private static final String LEAST = """
            hermes:
              cache:
                dirpath: cache
              logs:
                logfile: null
              plugins:
                datasources:
                  hr: {type: sqlite, settings: {uri: hr.sqlite}}
                messagebus:
                  sqlite: {settings: {uri: bus.sqlite, retention_in_days: 30}}
            hermes-server:
              updateInterval: 0
              datamodel:
                Users:
                  primarykeyattr: id
                  sources:
                    hr:
                      fetch: {type: fetch}
                      attrsmapping: {id: ID}
            """;

    private static final String MOST = """
            hermes:
              umask: 0077
              cache: {dirpath: /c, enable_compression: no, backup_count: 3, backend: jdbc, jdbc: {url: 'jdbc:sqlite:x', user: u, password: p}}
              cli_socket: {path: /s, owner: o, group: g, mode: 0660, dont_manage_sockfile: yes}
              logs: {logfile: /l, backup_count: 0, verbosity: debug, long_string_limit: null, format: json}
              mail: {server: 'm:25', user: u, password: p, starttls: true, from: f, to: t}
              templates: {results: typed}
              plugins:
                attributes:
                  ldapPasswordHash: {settings: {default_hash_types: [SSHA]}}
                  regex_search:
                datasources:
                  second: {type: sqlite, settings: {uri: second.sqlite}}
                  first: {type: postgresql, settings: {server: h, port: 5432, dbname: d, login: l, password: p}}
                messagebus:
                  kafka: {settings: {servers: [a, b], topic: t}}
              management: {port: 9090, host: 0.0.0.0, token: s3cret}
              retry: {error_pause: 0.5, bus_pause: 2}
            hermes-server:
              updateInterval: 300
              safeguards: {max_removed_percent: 10, max_removed_count: 5, types: {Members: {max_removed_percent: 12.5}}}
              datamodel:
                Users:
                  primarykeyattr: id
                  toString: '{{ id }}'
                  on_merge_conflict: keep_first_value
                  integrity_constraints: ['{{ true }}', '{{ _SELF.id }}']
                  sources:
                    second:
                      fetch: {type: fetch, query: 'SELECT {{ REMOTE_ATTRIBUTES | join }}', vars: {a: '{{ x }}', b: [1, '{{ y }}', {c: plain}]}}
                      commit_one: {type: modify, query: Q, vars: {id: '{{ ITEM_FETCHED_VALUES.id }}'}}
                      attrsmapping: {id: ID, names: [N1, N2], upper: '{{ NAME | upper }}', pw: PW, loc: L, c: C}
                      secrets_attrs: [pw]
                      local_attrs: [loc]
                      cacheonly_attrs: [c]
                    first:
                      fetch: {type: fetch}
                      commit_all: {type: delete}
                      attrsmapping: {id: ID}
                      pkey_merge_constraint: mustAlreadyExist
                      merge_constraints: ['{{ _SELF.id }}']
                Members:
                  primarykeyattr: [id, group]
                  foreignkeys: {id: {from_objtype: Users, from_attr: id}}
                  sources:
                    first: {fetch: {type: fetch}, attrsmapping: {id: i, group: g}}
            """;

    @TempDir
    Path folder;

    @Test
    void fillsInTheDefaults() {
        ServerConfig config = load(LEAST);
        HermesConfig hermes = config.hermes();

        assertThat(hermes.umask()).isEqualTo(0027);
        assertThat(hermes.cache().directory()).isEqualTo(Path.of("cache"));
        assertThat(hermes.cache().compression()).isTrue();
        assertThat(hermes.cache().backupCount()).isEqualTo(1);
        assertThat(hermes.cache().backend()).isEqualTo(HermesConfig.Cache.Backend.FILES);
        assertThat(hermes.cliSocket()).isEmpty();
        assertThat(hermes.logs())
                .isEqualTo(new HermesConfig.Logs(Optional.empty(), 7, HermesConfig.Logs.Verbosity.WARNING, 512, false));
        assertThat(hermes.mail()).isEmpty();
        assertThat(hermes.templateResults()).isEqualTo(Template.Results.NATIVE);
        assertThat(hermes.filters()).isEmpty();
        assertThat(hermes.management()).isEmpty();
        assertThat(hermes.retry()).isEqualTo(new HermesConfig.Retry(Duration.ofSeconds(60), Duration.ofSeconds(60)));
        assertThat(config.updateInterval()).isZero();
        assertThat(config.safeguards()).isEqualTo(Safeguards.OFF);
        ServerConfig.Type users = config.datamodel().get("Users");
        assertThat(users.text()).isEmpty();
        assertThat(users.onMergeConflict()).isEqualTo(OnMergeConflict.USE_CACHED_ENTRY);
        assertThat(users.foreignKeys()).isEmpty();
        assertThat(users.integrityConstraints()).isEmpty();
        ServerConfig.Source source = users.sources().get("hr");
        assertThat(source.fetch().query()).isEmpty();
        assertThat(source.fetch().vars()).isEqualTo(Vars.NONE);
        assertThat(source.commitOne()).isEmpty();
        assertThat(source.commitAll()).isEmpty();
        assertThat(source.secrets()).isEmpty();
        assertThat(source.cacheOnly()).isEmpty();
        assertThat(source.local()).isEmpty();
        assertThat(source.pkeyMergeConstraint()).isEqualTo(PkeyMergeConstraint.NO_CONSTRAINT);
        assertThat(source.mergeConstraints()).isEmpty();
    }

    @Test
    void fillsInTheDefaultsOfSectionsThatAreThere() {
        HermesConfig hermes = load(LEAST.replace(
                        "  logs:",
                        "  mail: {server: m, from: f, to: [a, b]}\n  cli_socket: {path: s}\n  management: {port: 1}\n  logs:"))
                .hermes();

        assertThat(hermes.mail().orElseThrow().settings().toMap())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "server",
                        "m",
                        "from",
                        "f",
                        "to",
                        List.of("a", "b"),
                        "starttls",
                        false,
                        "tls",
                        false,
                        "timeout",
                        10.0,
                        "compress_attachments",
                        true,
                        "mailtext_maxsize",
                        1_048_576L,
                        "attachment_maxsize",
                        5_242_880L));
        assertThat(hermes.cliSocket())
                .contains(new HermesConfig.CliSocket(Path.of("s"), Optional.empty(), Optional.empty(), 0600, false));
        assertThat(hermes.management())
                .contains(new HermesConfig.Management(1, "127.0.0.1", Optional.empty(), Optional.empty(), 100));
    }

    @Test
    void readsTheSectionHermes() {
        HermesConfig hermes = load(MOST).hermes();

        assertThat(hermes.umask()).isEqualTo(0077);
        assertThat(hermes.cache().compression()).isFalse();
        assertThat(hermes.cache().backend()).isEqualTo(HermesConfig.Cache.Backend.JDBC);
        assertThat(hermes.cache().jdbc().text("password")).isEqualTo("p");
        assertThat(hermes.cliSocket())
                .contains(new HermesConfig.CliSocket(Path.of("/s"), Optional.of("o"), Optional.of("g"), 0660, true));
        assertThat(hermes.logs())
                .isEqualTo(new HermesConfig.Logs(
                        Optional.of(Path.of("/l")), 0, HermesConfig.Logs.Verbosity.DEBUG, 0, true));
        assertThat(hermes.mail().orElseThrow().settings().texts("to")).containsExactly("t");
        assertThat(hermes.templateResults()).isEqualTo(Template.Results.TYPED);
        assertThat(hermes.filters()).containsOnlyKeys("ldapPasswordHash", "regex_search");
        assertThat((List<?>) hermes.filters().get("ldapPasswordHash").apply("abc", List.of(), Map.of()))
                .singleElement()
                .asString()
                .startsWith("{SSHA}");
        assertThat(hermes.dataSources().keySet()).containsExactly("second", "first");
        assertThat(hermes.dataSources().get("first").type()).isEqualTo("postgresql");
        assertThat(hermes.dataSources().get("first").settings().whole("port")).isEqualTo(5432);
        assertThat(hermes.bus().type()).isEqualTo("kafka");
        assertThat(hermes.bus().settings().texts("servers")).containsExactly("a", "b");
        assertThat(hermes.bus().settings().whole("max_request_size")).isEqualTo(1_048_576);
        assertThat(hermes.management())
                .contains(new HermesConfig.Management(
                        9090, "0.0.0.0", Optional.of(new Secret("s3cret")), Optional.empty(), 100));
        assertThat(hermes.retry()).isEqualTo(new HermesConfig.Retry(Duration.ofMillis(500), Duration.ofSeconds(2)));
        assertThat(hermes.toString()).doesNotContain("s3cret");
    }

    @Test
    void readsTheDatamodelInItsOrder() {
        ServerConfig config = load(MOST);

        assertThat(config.updateInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.safeguards().of("Users")).isEqualTo(new Safeguards.Limit(10, 5));
        assertThat(config.safeguards().of("Members")).isEqualTo(new Safeguards.Limit(12.5, 0));
        assertThat(config.datamodel().keySet()).containsExactly("Users", "Members");
        ServerConfig.Type users = config.datamodel().get("Users");
        assertThat(users.primaryKey()).containsExactly("id");
        assertThat(users.text().orElseThrow().text()).isEqualTo("{{ id }}");
        assertThat(users.onMergeConflict()).isEqualTo(OnMergeConflict.KEEP_FIRST_VALUE);
        assertThat(users.integrityConstraints())
                .extracting(Template::text)
                .containsExactly("{{ true }}", "{{ _SELF.id }}");
        assertThat(users.sources().keySet()).containsExactly("second", "first");
        ServerConfig.Type members = config.datamodel().get("Members");
        assertThat(members.primaryKey()).containsExactly("id", "group");
        assertThat(members.foreignKeys()).isEqualTo(Map.of("id", new DataSchema.ForeignKey("Users", "id")));
    }

    @Test
    void readsASource() {
        ServerConfig.Type users = load(MOST).datamodel().get("Users");
        ServerConfig.Source second = users.sources().get("second");

        assertThat(second.attributes().keySet()).containsExactly("id", "names", "upper", "pw", "loc", "c");
        assertThat(second.attributes().get("id")).isEqualTo(new Mapping.Column("ID"));
        assertThat(second.attributes().get("names")).isEqualTo(new Mapping.Columns(List.of("N1", "N2")));
        assertThat(second.attributes().get("upper")).isInstanceOf(Mapping.Computed.class);
        assertThat(second.remoteAttributes()).containsExactly("C", "ID", "L", "N1", "N2", "NAME", "PW");
        assertThat(second.secrets()).isEqualTo(Set.of("pw"));
        assertThat(second.local()).isEqualTo(Set.of("loc"));
        assertThat(second.cacheOnly()).isEqualTo(Set.of("c"));
        assertThat(second.fetch().kind()).isEqualTo(ServerConfig.Operation.Kind.FETCH);
        assertThat(second.fetch().query().orElseThrow().variables()).containsExactly("REMOTE_ATTRIBUTES");
        assertThat(second.fetch().vars().variables()).containsExactly("x", "y");
        assertThat(second.fetch().vars().render(Map.of("x", 1L, "y", "z")))
                .isEqualTo(Map.of("a", 1L, "b", List.of(1L, "z", Map.of("c", "plain"))));
        assertThat(second.commitOne().orElseThrow().kind()).isEqualTo(ServerConfig.Operation.Kind.MODIFY);
        ServerConfig.Source first = users.sources().get("first");
        assertThat(first.commitAll().orElseThrow().kind()).isEqualTo(ServerConfig.Operation.Kind.DELETE);
        assertThat(first.pkeyMergeConstraint()).isEqualTo(PkeyMergeConstraint.MUST_ALREADY_EXIST);
        assertThat(first.mergeConstraints()).hasSize(1);
    }

    @Test
    void takesNumbersAndBoolsFromTheEnvironment() {
        String file = MOST.replace("port: 5432", "port: '${env:PORT}'")
                .replace("dbname: d", "dbname: '${env:PORT}'")
                .replace("enable_compression: no", "enable_compression: '${env:ZIP}'");
        HermesConfig hermes = new ConfigLoader(TestConfigs.catalog(), Map.of("PORT", "5433", "ZIP", "yes"))
                .loadServer(TestConfigs.write(folder, file))
                .hermes();

        assertThat(hermes.dataSources().get("first").settings().whole("port")).isEqualTo(5433);
        assertThat(hermes.dataSources().get("first").settings().text("dbname")).isEqualTo("5433");
        assertThat(hermes.cache().compression()).isTrue();
    }

    private ServerConfig load(String text) {
        return TestConfigs.loader(Map.of()).loadServer(TestConfigs.write(folder, text));
    }
}

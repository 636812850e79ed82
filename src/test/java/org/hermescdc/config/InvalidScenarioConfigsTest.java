package org.hermescdc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scenario {@code server-invalid-configurations}: each file is refused for the one reason that its name tells. */
class InvalidScenarioConfigsTest {

    private static final Path FOLDER = TestConfigs.VECTORS.resolve("scenarios/server-invalid-configurations");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    bad-merge-conflict          | hermes-server.datamodel.SRVUsers.on_merge_conflict: found string 'whatever'; allowed: keep_first_value, use_cached_entry
                    circular-foreignkeys        | hermes-server.datamodel.SRVUsers.foreignkeys: found a circle of foreign keys: SRVUsers → SRVGroups → SRVUsers; allowed: none
                    commit-one-and-all          | hermes-server.datamodel.SRVUsers.sources.hr.commit_all: found beside commit_one; allowed: one of the two
                    missing-updateinterval      | hermes-server.updateInterval: found nothing; required: int of at least 0
                    pkey-not-mapped             | hermes-server.datamodel.SRVUsers.sources.hr.attrsmapping.nowhere: found no mapping of this primary key attribute; every source of a type must have one
                    template-mixed-with-text    | hermes-server.datamodel.SRVUsers.sources.hr.attrsmapping.login: found a template that cannot be used: template {{ login }} and text:
                    template-statement          | hermes-server.datamodel.SRVUsers.sources.hr.attrsmapping.login: found a template that cannot be used: template {% if login %}x{% endif %}:
                    tostring-unknown            | hermes-server.datamodel.SRVUsers.toString: found 'nowhere', which is no attribute of the type;
                    type-name                   | hermes-server.datamodel._Bad: found the name '_Bad'; allowed: names that match
                    unknown-datasource          | hermes-server.datamodel.SRVUsers.sources.elsewhere: found 'elsewhere', which is not declared in hermes.plugins.datasources; known: hr
                    unknown-key                 | hermes-server.surprise: found an unknown key; allowed here: updateInterval, batch_size, safeguards, datamodel
                    """)
    void isRefusedForItsReason(String name, String reason) {
        Path file = FOLDER.resolve("server-config-" + name + ".yml");

        assertThat(ConfigChecksTest.problemsOf(
                        () -> TestConfigs.loader(Map.of()).loadServer(file)))
                .singleElement()
                .asString()
                .matches("\\d+:\\d+: .*")
                .contains(": " + reason);
    }

    /** 1.0.9 starts with this one too. */
    @Test
    void acceptsTwoAdjacentExpressions() {
        Path file = FOLDER.resolve("server-config-template-two-expressions.yml");

        assertThat(TestConfigs.loader(Map.of()).loadServer(file).datamodel()).hasSize(2);
    }
}

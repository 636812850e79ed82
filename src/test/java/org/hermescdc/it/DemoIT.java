package org.hermescdc.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration, with the built distribution. */
class DemoIT {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    @Test
    void carriesTheUniversityToBothTargetsAndLeavesNothingBehind() throws Exception {
        Distribution hermes = Distribution.unpack(folder);

        String told = Child.run(
                folder.resolve("demo.log"),
                LIMIT,
                List.of(
                        "env",
                        "HERMES_JAVA_OPTS=-Djava.io.tmpdir=" + hermes.work(),
                        hermes.home().resolve("bin/hermes").toString(),
                        "demo"));

        assertThat(told)
                .contains("\"objpkey\":42")
                .contains("dn: uid=yeriksen,ou=users,dc=example,dc=edu")
                .contains("directory:     2 000 users, 80 groups, 8 000 memberships")
                .contains("They are equal.");
        assertThat(hermes.work()).isEmptyDirectory();
    }
}

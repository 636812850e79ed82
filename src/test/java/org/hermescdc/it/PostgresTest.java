package org.hermescdc.it;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresTest {

    @Test
    void keepsItsDataOverARestart(Postgres.Server server) {
        String database = server.createDatabase();
        server.execute(database, "CREATE TABLE kept (id int)");

        server.stop();
        server.start();

        assertThatCode(() -> server.execute(database, "INSERT INTO kept VALUES (1)"))
                .doesNotThrowAnyException();
    }
}

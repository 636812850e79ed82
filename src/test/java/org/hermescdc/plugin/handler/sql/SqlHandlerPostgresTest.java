package org.hermescdc.plugin.handler.sql;

import java.sql.SQLException;
import org.hermescdc.it.Postgres;
import org.hermescdc.outage.OutagesOf;
import org.junit.jupiter.api.extension.ExtendWith;

@OutagesOf("target sql on PostgreSQL")
@ExtendWith(Postgres.class)
class SqlHandlerPostgresTest extends SqlHandlerContract {

    private final Postgres.Server server;
    private final String url;

    SqlHandlerPostgresTest(Postgres.Server server) {
        this.server = server;
        this.url = server.url(server.createDatabase());
    }

    @Override
    String url() {
        return url;
    }

    @Override
    String user() {
        return "postgres";
    }

    @Override
    String password() {
        return "";
    }

    @Override
    protected void takeTargetAway() {
        server.stop();
    }

    @Override
    protected void bringTargetBack() {
        server.start();
    }

    @Override
    protected int targetPort() {
        return server.port();
    }

    @Override
    String impatience() {
        return "?connectTimeout=1&loginTimeout=1&socketTimeout=1";
    }

    @Override
    protected String refusal() {
        return "password authentication failed for user \"writer\"";
    }

    @Override
    String guarded() throws SQLException {
        execute("DROP ROLE IF EXISTS writer", "CREATE ROLE writer LOGIN PASSWORD 'right'");
        return "writer";
    }
}

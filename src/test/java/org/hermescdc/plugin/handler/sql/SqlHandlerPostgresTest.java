package org.hermescdc.plugin.handler.sql;

import org.hermescdc.it.Postgres;
import org.junit.jupiter.api.extension.ExtendWith;

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
}

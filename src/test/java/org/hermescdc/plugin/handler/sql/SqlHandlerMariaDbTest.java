package org.hermescdc.plugin.handler.sql;

import org.hermescdc.it.MariaDb;
import org.hermescdc.outage.OutagesOf;
import org.junit.jupiter.api.extension.ExtendWith;

@OutagesOf("target sql on MariaDB")
@ExtendWith(MariaDb.class)
class SqlHandlerMariaDbTest extends SqlHandlerContract {

    private final MariaDb.Server server;
    private final String url;

    SqlHandlerMariaDbTest(MariaDb.Server server) {
        this.server = server;
        this.url = server.url(server.createDatabase());
    }

    @Override
    String url() {
        return url;
    }

    @Override
    String user() {
        return MariaDb.Server.USER;
    }

    @Override
    String password() {
        return MariaDb.Server.PASSWORD;
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
        return "?connectTimeout=1000&socketTimeout=1000";
    }

    @Override
    protected String refusal() {
        return "Access denied for user 'hermes'";
    }
}

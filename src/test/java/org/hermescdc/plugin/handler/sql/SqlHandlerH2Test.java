package org.hermescdc.plugin.handler.sql;

import org.hermescdc.it.H2;
import org.hermescdc.outage.OutagesOf;
import org.junit.jupiter.api.extension.ExtendWith;

@OutagesOf("target sql on H2")
@ExtendWith(H2.class)
class SqlHandlerH2Test extends SqlHandlerContract {

    private final H2.Server server;
    private final String url;

    SqlHandlerH2Test(H2.Server server) {
        this.server = server;
        this.url = server.newDatabase("");
    }

    @Override
    String url() {
        return url;
    }

    @Override
    String user() {
        return "sa";
    }

    @Override
    String password() {
        return "secret";
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
        return ";NETWORK_TIMEOUT=1000";
    }

    @Override
    protected String refusal() {
        return "Wrong user name or password";
    }
}

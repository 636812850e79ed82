package org.hermescdc.plugin.handler.kadmin;

import java.util.List;
import java.util.Map;
import org.hermescdc.contract.RemoteTargetContract;
import org.hermescdc.it.Heimdal;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Heimdal.class)
class KadminContractTest extends RemoteTargetContract {

    private static Heimdal.Server realm;

    @BeforeAll
    static void join(Heimdal.Server server) {
        realm = server;
    }

    @Override
    protected EventHandler plugin() {
        return new KadminHandler();
    }

    @Override
    protected Settings settings() {
        return KadminExample.settings(realm, Map.of());
    }

    @Override
    protected String type() {
        return "Users";
    }

    @Override
    protected Map<String, ?> before() {
        return Map.of("login", "ann");
    }

    @Override
    protected Map<String, ?> after() {
        return Map.of("login", "anna");
    }

    @Override
    protected List<String> target() {
        return realm.users();
    }

    @Override
    protected void takeTargetAway() {
        realm.stop();
    }

    @Override
    protected void bringTargetBack() {
        realm.start();
    }
}

package org.hermescdc.plugin.handler.ad;

import java.util.List;
import java.util.Map;
import org.hermescdc.contract.RemoteTargetContract;
import org.hermescdc.it.SambaAd;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What both plugins have to do as plugins with a target, on a real domain controller. */
@ExtendWith(SambaAd.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AdTargetContract extends RemoteTargetContract {

    private SambaAd.Server server;
    private boolean away;
    AdTestDomain domain;

    abstract Map<String, Object> written();

    @BeforeAll
    void use(SambaAd.Server running) {
        server = running;
        domain = new AdTestDomain(running, getClass());
    }

    @BeforeEach
    void empty() throws Exception {
        domain.empty();
    }

    @AfterEach
    void comeBack() {
        if (away) {
            bringTargetBack();
        }
    }

    @Override
    protected Settings settings() {
        return AdTestDomain.complete(plugin(), written());
    }

    @Override
    protected String type() {
        return "Users";
    }

    @Override
    protected Map<String, ?> before() {
        return Map.of("SamAccountName", "ann", "Surname", "Lee");
    }

    @Override
    protected Map<String, ?> after() {
        return Map.of("SamAccountName", "anna", "Surname", "Ray");
    }

    @Override
    protected List<String> target() throws Exception {
        return domain.content();
    }

    @Override
    protected void takeTargetAway() {
        server.kill();
        away = true;
    }

    @Override
    protected void bringTargetBack() {
        server.start();
        away = false;
    }
}

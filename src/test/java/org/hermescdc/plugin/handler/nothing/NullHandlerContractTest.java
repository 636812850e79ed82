package org.hermescdc.plugin.handler.nothing;

import java.util.Map;
import org.hermescdc.contract.HandlerContract;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.Settings;

class NullHandlerContractTest extends HandlerContract {

    @Override
    protected EventHandler plugin() {
        return new NullHandler();
    }

    @Override
    protected Settings settings() {
        return Settings.EMPTY;
    }

    @Override
    protected String type() {
        return "Whatever";
    }

    @Override
    protected Map<String, ?> before() {
        return Map.of("a", 1);
    }

    @Override
    protected Map<String, ?> after() {
        return Map.of("a", 2);
    }

    @Override
    protected Object target() {
        return "nothing";
    }

    @Override
    protected boolean hasTarget() {
        return false;
    }
}

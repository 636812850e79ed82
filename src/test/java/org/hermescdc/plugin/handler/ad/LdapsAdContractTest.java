package org.hermescdc.plugin.handler.ad;

import java.util.Map;
import org.hermescdc.spi.EventHandler;

class LdapsAdContractTest extends AdTargetContract {

    @Override
    protected EventHandler plugin() {
        return new LdapsAdHandler();
    }

    @Override
    Map<String, Object> written() {
        return domain.settings();
    }
}

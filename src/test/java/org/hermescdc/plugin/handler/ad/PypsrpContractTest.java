package org.hermescdc.plugin.handler.ad;

import java.util.Map;
import org.hermescdc.spi.EventHandler;

class PypsrpContractTest extends AdTargetContract {

    @Override
    protected EventHandler plugin() {
        return new PypsrpHandler();
    }

    @Override
    Map<String, Object> written() {
        return domain.pypsrpSettings();
    }
}
